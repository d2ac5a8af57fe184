namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>Forms of words that use single controls: click, press, check, select.</summary>
internal static class PointerRules
{
    /// <summary>The rules, the more special first.</summary>
    public static readonly IReadOnlyList<ClauseRule> Rules =
    [
        ClauseRule.One(@"(?:press|hit|push)\s+(?:on\s+)?(?:the\s+)?(?<k>enter|return|escape|esc|tab|space(?:\s?bar)?|backspace|delete|home|end|page\s?down|page\s?up|arrow\s?(?:down|up|left|right))(?:\s+key)?", (_, groups) =>
            new PressClause(KeyName(Wording.Normalize(groups["k"].Value).Replace(" ", "", StringComparison.Ordinal)))),
        ClauseRule.One(@"(?<m>double|right)[\s-]?click(?:\s+on)?\s+(?<x>.+)", (reading, groups) =>
            reading.Target(groups["x"].Value) is { } target
                ? new ClickClause(target, groups["m"].Value.StartsWith("d", StringComparison.OrdinalIgnoreCase) ? Actions.ClickMode.Double : Actions.ClickMode.Right)
                : null),
        ClauseRule.One(@"(?:click|press|hit|tap|push)(?:\s+on(?:to)?)?\s+(?<x>.+)", (reading, groups) => reading.Target(groups["x"].Value) is { } target ? new ClickClause(target) : null),
        ClauseRule.One(@"(?:accept|agree\s+(?:to|with)|confirm)\s+(?:the\s+)?(?<x>(?:[\p{L}-]+\s+)?(?:terms|conditions|privacy|consent)\b.*)", (reading, groups) =>
            reading.IsName(groups["x"].Value) ? new CheckClause(new Target(reading.Value(groups["x"])), true) : null),
        ClauseRule.One(@"(?:uncheck|untick|deselect|unselect|deactivate|turn\s+off|switch\s+off)\s+(?<x>.+)", (reading, groups) => Check(reading, groups["x"].Value, false)),
        ClauseRule.One(@"(?:check|tick|activate|turn\s+on|switch\s+on)\s+(?!(?:if|whether|out|that|in|for|how|what|the\s+(?:price|status|weather|total))\b)(?<x>.+)", (reading, groups) => Check(reading, groups["x"].Value, true)),
        ClauseRule.One(@"(?:select|choose|pick)\s+(?:the\s+)?(?:option\s+|value\s+)?(?<v>.+?)\s+(?:from|in|for|as|under)\s+(?:the\s+)?(?<f>.+)", Select),
        ClauseRule.One(@"(?:select|choose|pick)\s+(?:the\s+)?(?:option\s+|value\s+)?(?<v>.+)", (reading, groups) =>
            reading.Target(groups["v"].Value) is { Pick: Pick.Only, Within: null } target ? new SelectClause(target.Name, null) : null),
    ];

    private static SelectClause? Select(Reading reading, System.Text.RegularExpressions.GroupCollection groups) =>
        reading.IsName(groups["v"].Value) && reading.Target(groups["f"].Value) is { Pick: Pick.Only, Within: null } field
            ? new SelectClause(reading.Value(groups["v"]), field.Name)
            : null;

    private static CheckClause? Check(Reading reading, string words, bool on) => reading.Target(words) is { } target ? new CheckClause(target, on) : null;

    private static string KeyName(string word) => word switch
    {
        "enter" or "return" => "Enter",
        "escape" or "esc" => "Escape",
        "tab" => "Tab",
        "space" or "spacebar" => "Space",
        "backspace" => "Backspace",
        "delete" => "Delete",
        "home" => "Home",
        "end" => "End",
        "pagedown" => "PageDown",
        "pageup" => "PageUp",
        _ => "Arrow" + char.ToUpperInvariant(word["arrow".Length]) + word["arrow".Length..][1..],
    };
}
