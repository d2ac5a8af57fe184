using System.Text;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Looks for lines of the whole page, in all frames, hidden scroll area included.</summary>
internal sealed class FindPerformer : ActionPerformer<FindAction>
{
    private const int MostLines = 20;

    private sealed record FindReply(IReadOnlyList<ObservedLine> Lines, int Count, int Last);

    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, FindAction action, CancellationToken cancellationToken)
    {
        var scripts = PageScripts.Of(page);
        var text = new StringBuilder();
        var shown = 0;
        var count = 0;
        foreach (var frame in await scripts.Frames.ReadAsync(cancellationToken))
        {
            if (await FindAsync(page, frame, action.Text, cancellationToken) is not { } reply)
            {
                continue;
            }

            page.Refs.Advance(frame.Key, reply.Last);
            count += reply.Count;
            foreach (var line in reply.Lines.Take(MostLines - shown))
            {
                text.Append(ObservationAssembly.ToLine(frame.Key, line).Text).Append('\n');
                shown++;
            }
        }

        if (count == 0)
        {
            return new ActionResult(ActionCode.NoMatch, $"No line of the page holds \"{action.Text}\".");
        }

        if (count > shown)
        {
            text.Append($"... {count - shown} more lines");
        }

        return new ActionResult(ActionCode.Ok, $"{count} lines.") { Text = text.ToString().TrimEnd('\n') };
    }

    private static async Task<FindReply?> FindAsync(SessionPage page, PageFrame frame, string text, CancellationToken cancellationToken)
    {
        try
        {
            var request = new { text, last = page.Refs.Last(frame.Key), most = MostLines };
            return await PageScripts.Of(page).CallAnyAsync<FindReply>(frame, "find", request, ActionCall.Deadline, TimeSpan.Zero, cancellationToken);
        }
        catch (Exception e) when (frame.Parent is not null && (e is TimeoutException or FrameGoneException))
        {
            // A frame that does not answer has a line in the observation that says so.
            return null;
        }
    }
}
