using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Protection;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// Hides secrets in everything that leaves the engine: prompts, rows, events, page texts, output. A known secret is replaced by its
/// placeholder, a value that a planner typed into a secret field by <see cref="Mask"/>.
/// </summary>
internal sealed class SecretMask
{
    /// <summary>What is written in place of a secret without a name.</summary>
    public const string Mask = "***";

    /// <summary>Shorter ones are hidden in their own field only: they occur in too many other words.</summary>
    private const int ShortestEverywhere = 4;

    /// <summary>Shorter ones are hidden as whole words only.</summary>
    private const int ShortestWithinWords = 8;

    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _placeholders = new(StringComparer.Ordinal);
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private Regex? _pattern;

    /// <summary>Refs of fields that a secret was typed into: their value is not shown, in whatever part the page kept it.</summary>
    public IReadOnlySet<string> Fields => _fields;

    /// <summary>Whether there is anything to hide.</summary>
    public bool IsEmpty => _shown.Count == 0 && _fields.Count == 0;

    /// <summary>Whether what is typed here must not be seen.</summary>
    public static bool IsSecret(PageElement? element) =>
        element is not null
        && (element.Type.Equals("password", StringComparison.OrdinalIgnoreCase)
            || element.Value == Mask
            || element.AutoComplete.Contains("password", StringComparison.OrdinalIgnoreCase)
            || element.AutoComplete.Contains("one-time-code", StringComparison.OrdinalIgnoreCase)
            || element.AutoComplete.Contains("cc-", StringComparison.OrdinalIgnoreCase));

    /// <summary>Hides a value from now on.</summary>
    /// <param name="value">The value.</param>
    /// <param name="shown">What is written in its place.</param>
    public void Hide(string value, string shown = Mask)
    {
        if (value.Length < ShortestEverywhere)
        {
            return;
        }

        foreach (var form in SecretForms.Of(value))
        {
            _shown.TryAdd(form, shown);
        }

        Rebuild();
    }

    /// <summary>Knows a placeholder, so that it is never taken for a secret itself.</summary>
    public void Know(string placeholder)
    {
        _placeholders.Add(placeholder);
        Rebuild();
    }

    /// <summary>A secret was typed here.</summary>
    public void HideField(string reference) => _fields.Add(reference);

    /// <summary>Learns what a plan is about to type into secret fields.</summary>
    public void Learn(StepPlan plan, Observation page)
    {
        foreach (var (reference, value) in TypedBy(plan))
        {
            if (IsSecret(page.Find(reference)) && !_placeholders.Any(known => value.Contains(known, StringComparison.Ordinal)))
            {
                Hide(value);
            }
        }
    }

    /// <summary>The text without the secrets.</summary>
    public string Apply(string text) =>
        _pattern is null ? text : _pattern.Replace(text, match => _shown.GetValueOrDefault(match.Value, match.Value));

    /// <summary>The placeholders that stand in the text or would take the place of something in it.</summary>
    public IEnumerable<string> FindIn(string text) => _pattern is null ? [] : _pattern.Matches(text)
        .Select(match => _shown.GetValueOrDefault(match.Value, match.Value)).Where(_placeholders.Contains).Distinct(StringComparer.Ordinal);

    // One pass over the text: what was put in place of a secret is not looked at again. Placeholders come first, else the longest form.
    private void Rebuild() => _pattern = new Regex(
        string.Join('|', _placeholders.Select(Regex.Escape).Concat(_shown.Keys.OrderByDescending(form => form.Length).Select(Pattern))),
        RegexOptions.CultureInvariant);

    private static string Pattern(string form) => form.Length < ShortestWithinWords
        ? $@"(?<![\p{{L}}\p{{N}}_]){Regex.Escape(form)}(?![\p{{L}}\p{{N}}_])"
        : Regex.Escape(form);

    /// <summary>What a plan types, and where.</summary>
    public static IEnumerable<FieldValue> TypedBy(StepPlan plan) => plan.Actions.SelectMany(Typed);

    private static IEnumerable<FieldValue> Typed(BrowserAction action) => action switch
    {
        FillAction fill => fill.Fields,
        TypeAction type => [new FieldValue(type.Ref, type.Text)],
        _ => [],
    };
}
