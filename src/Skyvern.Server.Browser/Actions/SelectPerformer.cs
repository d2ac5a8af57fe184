using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Chooses options of native selects, ARIA lists and menus.</summary>
internal sealed class SelectPerformer : ActionPerformer<SelectAction>
{
    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, SelectAction action, CancellationToken cancellationToken)
    {
        if (await ElementTarget.FindAsync(page, action.Ref, cancellationToken) is not { } target)
        {
            return ElementTarget.NotFound(action.Ref);
        }

        var request = new { @ref = target.Number, options = action.Options };
        var reply = await target.CallAsync("select", request, cancellationToken);
        if (reply.Need is null)
        {
            return reply.ToResult(reply.IsOk ? $"Chosen: {reply.Value}." : null);
        }

        var chosen = await OptionChooser.ChooseAsync(target, action.Options, cancellationToken);
        if (!chosen.IsOk)
        {
            return (chosen with { Target = reply.Target, XPath = reply.XPath }).ToResult();
        }

        return (reply with { Code = "ok" }).ToResult($"Chosen: {string.Join(", ", action.Options)}.");
    }
}
