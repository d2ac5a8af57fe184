using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Reads the page as markdown, one part at a time.</summary>
internal sealed class ReadPerformer : ActionPerformer<ReadAction>
{
    /// <summary>About 4,000 tokens.</summary>
    private const int PartCharacters = 14_000;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(8);

    private sealed record PartReply(int Count, string? Text);

    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, ReadAction action, CancellationToken cancellationToken)
    {
        var scripts = PageScripts.Of(page);
        var frames = await scripts.Frames.ReadAsync(cancellationToken);
        var request = new { part = action.Part, size = PartCharacters };
        var reply = await scripts.CallAsync<PartReply>(frames[0], "readPart", request, Deadline, cancellationToken);
        if (reply.Text is not { } text)
        {
            return new ActionResult(ActionCode.InvalidValue, $"The page has {reply.Count} {(reply.Count == 1 ? "part" : "parts")}; there is no part {action.Part}.");
        }

        return new ActionResult(ActionCode.Ok, $"part {action.Part} of {reply.Count}") { Text = text };
    }
}
