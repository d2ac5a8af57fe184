using Microsoft.Playwright;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Presses one chord.</summary>
internal sealed class PressPerformer : ActionPerformer<PressAction>
{
    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, PressAction action, CancellationToken cancellationToken)
    {
        ElementReply? focus = null;
        if (action.Ref is { } reference)
        {
            if (await ElementTarget.FindAsync(page, reference, cancellationToken) is not { } target)
            {
                return ElementTarget.NotFound(reference);
            }

            focus = await target.CallAsync("focusOn", new { @ref = target.Number, select = false }, cancellationToken);
            if (!focus.IsOk)
            {
                return focus.ToResult();
            }
        }

        try
        {
            await page.CallAsync(target => target.Keyboard.PressAsync(Chord(action.Key)), ActionCall.Deadline, cancellationToken);
        }
        catch (PlaywrightException e) when (e.Message.Contains("Unknown key", StringComparison.OrdinalIgnoreCase))
        {
            return new ActionResult(ActionCode.InvalidValue, $"There is no key \"{action.Key}\"; keys are named as Enter, Tab, ArrowDown, Control+A.") { Target = focus?.Target };
        }

        return new ActionResult(ActionCode.Ok) { Target = focus?.Target, XPath = focus?.XPath };
    }

    /// <summary>In chords letters are written as on the keys; without Shift the key held down sends the small one.</summary>
    private static string Chord(string key) =>
        key.Length > 2 && key[^2] == '+' && char.IsAsciiLetterUpper(key[^1]) ? key[..^1] + char.ToLowerInvariant(key[^1]) : key;
}
