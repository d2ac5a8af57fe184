using Microsoft.Playwright;
using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Does actions in a page by the performer of their kind. Whatever goes wrong in the page is a result.</summary>
internal sealed class ActionExecutor
{
    private readonly Dictionary<Type, IActionPerformer> _performers;

    /// <summary>Knows all actions that work on the page itself; tabs and addresses are the session's.</summary>
    public ActionExecutor(TimeProvider time)
    {
        IActionPerformer[] performers =
        [
            new ClickPerformer(), new FillPerformer(), new TypePerformer(), new SelectPerformer(), new PressPerformer(),
            new ScrollPerformer(), new WaitPerformer(time), new FindPerformer(), new ReadPerformer(),
            new HoverPerformer(), new DragPerformer(), new UploadPerformer(time), new ClickAtPerformer(), new OtpPerformer(),
        ];
        _performers = performers.ToDictionary(performer => performer.ActionType);
    }

    /// <summary>Whether an action of this kind works on the page itself.</summary>
    public bool Performs(BrowserAction action) => _performers.ContainsKey(action.GetType());

    /// <summary>Does the action. It does not wait for the page to settle.</summary>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    /// <exception cref="PageLostException">The page crashed or closed.</exception>
    public async Task<ActionResult> PerformAsync(SessionPage page, BrowserAction action, CancellationToken cancellationToken)
    {
        if (!_performers.TryGetValue(action.GetType(), out var performer))
        {
            return new ActionResult(ActionCode.Failed, $"{action.Act} does not work on a page.");
        }

        try
        {
            await Settle.MarkAsync(page, cancellationToken);
            return await performer.PerformAsync(page, action, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new ActionResult(ActionCode.Timeout, "The page did not answer in time.");
        }
        catch (FrameGoneException)
        {
            return page.Signals.Collect().Navigated
                ? new ActionResult(ActionCode.Ok, "The page went to another document meanwhile.")
                : new ActionResult(ActionCode.NotFound, "Its frame went away meanwhile.");
        }
        catch (PlaywrightException e)
        {
            return new ActionResult(ActionCode.Failed, e.Message.Split('\n')[0]);
        }
    }
}
