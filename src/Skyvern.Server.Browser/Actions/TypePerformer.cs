using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Types with real key events: for editors, search boxes and chats.</summary>
internal sealed class TypePerformer : ActionPerformer<TypeAction>
{
    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, TypeAction action, CancellationToken cancellationToken)
    {
        if (await ElementTarget.FindAsync(page, action.Ref, cancellationToken) is not { } target)
        {
            return ElementTarget.NotFound(action.Ref);
        }

        var typed = await Typist.TypeAsync(target, action.Text, action.Append, cancellationToken);
        if (!typed.IsOk)
        {
            return typed.ToResult();
        }

        var kept = typed.Value is null || (action.Append ? Typist.Holds(typed.Value[Math.Max(0, typed.Value.TrimEnd().Length - action.Text.Length)..], action.Text) : Typist.Holds(typed.Value, action.Text));
        if (action.Enter)
        {
            // What Enter sets off (a search, a message sent) is the effect; the field may well be empty by then.
            await page.CallAsync(target => target.Keyboard.PressAsync("Enter"), ActionCall.Deadline, cancellationToken);
            return typed.ToResult();
        }

        var shown = typed.Secret ? "***" : typed.Value;
        return kept ? typed.ToResult() : (typed with { Code = "not_committed", Message = $"It holds \"{shown}\" instead." }).ToResult();
    }
}
