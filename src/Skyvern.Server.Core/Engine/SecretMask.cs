using System.Text.Json;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>Hides values that were typed into secret fields from everything a run records: rows, events, prompts, page texts.</summary>
internal sealed class SecretMask
{
    /// <summary>What is written in place of a secret.</summary>
    public const string Mask = "***";

    /// <summary>Shorter ones are hidden in their own field only: they occur in too many other words.</summary>
    private const int ShortestEverywhere = 4;

    private readonly HashSet<string> _hidden = [];

    /// <summary>Whether what is typed here must not be seen.</summary>
    public static bool IsSecret(PageElement? element) =>
        element is not null
        && (element.Type.Equals("password", StringComparison.OrdinalIgnoreCase)
            || element.Value == Mask
            || element.AutoComplete.Contains("password", StringComparison.OrdinalIgnoreCase)
            || element.AutoComplete.Contains("one-time-code", StringComparison.OrdinalIgnoreCase)
            || element.AutoComplete.Contains("cc-", StringComparison.OrdinalIgnoreCase));

    /// <summary>Learns what a plan is about to type into secret fields.</summary>
    public void Learn(StepPlan plan, Observation page)
    {
        foreach (var (reference, value) in plan.Actions.SelectMany(Typed))
        {
            if (IsSecret(page.Find(reference)))
            {
                Learn(value);
            }
        }
    }

    /// <summary>Learns a value, wherever it is used.</summary>
    public void Learn(string value)
    {
        if (value.Length >= ShortestEverywhere)
        {
            _hidden.Add(value);
            _hidden.Add(JsonEncodedText.Encode(value).ToString());
            _hidden.Add(Uri.EscapeDataString(value));
        }
    }

    /// <summary>The text without the secrets.</summary>
    public string Apply(string text) =>
        _hidden.OrderByDescending(secret => secret.Length)
            .Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.Ordinal));

    private static IEnumerable<FieldValue> Typed(BrowserAction action) => action switch
    {
        FillAction fill => fill.Fields,
        TypeAction type => [new FieldValue(type.Ref, type.Text)],
        _ => [],
    };
}
