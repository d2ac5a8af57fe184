using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>A run's secrets. Planners know their placeholders; a value is put in only where the engine types it.</summary>
internal sealed class SecretVault(SecretMask mask)
{
    private readonly Dictionary<string, RunSecret> _byPlaceholder = new(StringComparer.Ordinal);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _byPlaceholder.Count == 0;

    /// <summary>Takes a secret; from now on it is hidden everywhere.</summary>
    public void Add(RunSecret secret)
    {
        _byPlaceholder[secret.Placeholder] = secret;
        mask.Know(secret.Placeholder);
        if (!secret.IsPlainWord)
        {
            mask.Hide(secret.Value, secret.Placeholder);
        }
    }

    /// <summary>The secrets that a text holds, as placeholders or in clear, in whatever encoding.</summary>
    public IReadOnlyList<RunSecret> FindIn(string text) => [.. mask.FindIn(text).Select(placeholder => _byPlaceholder[placeholder])];

    /// <summary>
    /// The text with values in place of placeholders. A plain replacement in one pass: what a value holds is not looked at, and braces
    /// around anything but the name of a secret stay as they are.
    /// </summary>
    public string Fill(string text) => IsEmpty ? text : Regex.Replace(
        text, string.Join('|', _byPlaceholder.Keys.Select(Regex.Escape)), match => _byPlaceholder[match.Value].Value);
}
