using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Core.Verification;

/// <summary>What a run knows of its one-time codes: what the task gives, and what was entered already. Each code is entered once.</summary>
internal sealed class OtpMemory(OtpTaskData given)
{
    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private string? _handedOut;

    /// <summary>What the task's text gives.</summary>
    public OtpTaskData Given { get; } = given;

    /// <summary>Hides what the task gives from everything that is recorded.</summary>
    public void HideIn(SecretMask secrets)
    {
        foreach (var value in Given.Written)
        {
            secrets.Hide(value);
        }
    }

    /// <summary>A code goes to the browser.</summary>
    public void HandOut(OneTimeCode code) => _handedOut = code.Value;

    /// <summary>The code handed out last was entered.</summary>
    public void Entered()
    {
        if (_handedOut is { } code)
        {
            _entered.Add(code);
        }
    }

    /// <summary>Whether the site has had this code.</summary>
    public bool WasEntered(string code) => _entered.Contains(code);
}
