using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Reads the page and its frames as markdown, one part at a time.</summary>
internal sealed class ReadPerformer : ActionPerformer<ReadAction>
{
    /// <summary>About 4,000 tokens.</summary>
    private const int PartCharacters = 14_000;

    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, ReadAction action, CancellationToken cancellationToken)
    {
        // Of a frame that does not answer, the observation has a line that says so.
        var parts = Split(await ContentReader.ReadMarkdownAsync(page, (_, _) => { }, cancellationToken));
        if (action.Part < 1 || action.Part > parts.Count)
        {
            return new ActionResult(ActionCode.InvalidValue, $"The page has {parts.Count} {(parts.Count == 1 ? "part" : "parts")}; there is no part {action.Part}.");
        }

        return new ActionResult(ActionCode.Ok, $"part {action.Part} of {parts.Count}") { Text = parts[action.Part - 1].Trim() };
    }

    /// <summary>Parts end with a line, where lines are not longer than a part.</summary>
    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + PartCharacters, text.Length);
            var line = end < text.Length ? text.LastIndexOf('\n', end - 1, end - start) + 1 : end;
            end = line > start ? line : end;
            parts.Add(text[start..end]);
            start = end;
        }

        return parts.Count > 0 ? parts : [""];
    }
}
