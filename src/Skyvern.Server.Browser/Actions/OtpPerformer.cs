using System.Diagnostics;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>
/// Enters a one-time code into its field, or character by character into its boxes, and reads back that it is there. No message holds the
/// code, and the fields it went into are secret from then on.
/// </summary>
internal sealed class OtpPerformer : ActionPerformer<OtpAction>
{
    private static readonly TimeSpan AdvancesWithin = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan AdvancesLateWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(15);

    /// <inheritdoc />
    protected override async Task<ActionResult> PerformAsync(SessionPage page, OtpAction action, CancellationToken cancellationToken)
    {
        if (action.Code is not { Length: > 0 } code)
        {
            return new ActionResult(ActionCode.Failed, "There is no code to enter.");
        }

        if (await ElementTarget.FindAsync(page, action.Ref, cancellationToken) is not { } target)
        {
            return ElementTarget.NotFound(action.Ref);
        }

        var place = await target.CallAsync("otpBoxes", new { @ref = target.Number, length = code.Length }, cancellationToken);
        if (!place.IsOk)
        {
            return place.ToResult();
        }

        await Appearance.RememberAsync(target, cancellationToken);
        var taken = place.Options.Count > 0
            ? await IntoBoxesAsync(target, place.Options, code, cancellationToken)
            : await IntoFieldAsync(target, code, cancellationToken);
        if (taken.IsOk)
        {
            return (place with { Code = "ok" }).ToResult("The code is entered.");
        }

        // Pages that check a code as soon as it is whole empty the field when it is wrong: that is an answer, not a failure to type.
        var news = await Appearance.SinceAsync(target, cancellationToken);
        var refused = news.Complaint.Length > 0 ? news.Complaint.Replace(code, "***", StringComparison.Ordinal) : null;
        return (place with { Code = refused is null ? taken.Code : "invalid_value" }).ToResult(refused ?? "The field did not keep the code.");
    }

    private static async Task<ElementReply> IntoFieldAsync(ElementTarget target, string code, CancellationToken cancellationToken)
    {
        var typed = await Typist.TypeAsync(target, code, append: false, cancellationToken);
        if (!typed.IsOk || typed.Value is null || Typist.Holds(typed.Value, code))
        {
            return typed;
        }

        if (typed.Value.Length > 0)
        {
            return typed with { Code = "not_committed" };
        }

        await target.CallAsync("pasteInto", new { @ref = target.Number, text = code }, cancellationToken);
        var held = await target.CallAsync("readValue", new { @ref = target.Number }, cancellationToken);
        return !held.IsOk || Typist.Holds(held.Value, code) ? typed : typed with { Code = "not_committed" };
    }

    private static async Task<ElementReply> IntoBoxesAsync(ElementTarget target, IReadOnlyList<int> boxes, string code, CancellationToken cancellationToken)
    {
        var typed = await TypeAsync(target, boxes, code, AdvancesWithin, cancellationToken);
        if (typed is { Value.Length: > 0, Code: "not_committed" } && (await Appearance.SinceAsync(target, cancellationToken)).Complaint.Length == 0)
        {
            // A busy page moved the focus later than was waited for, and a character went into the wrong box: once more, with patience.
            typed = await TypeAsync(target, boxes, code, AdvancesLateWithin, cancellationToken);
        }

        return typed.IsOk ? typed : await PasteAsync(target, boxes, code, cancellationToken);
    }

    private static async Task<ElementReply> TypeAsync(
        ElementTarget target, IReadOnlyList<int> boxes, string code, TimeSpan advancesWithin, CancellationToken cancellationToken)
    {
        var advances = true;
        for (var i = 0; i < code.Length; i++)
        {
            var box = target.Other(boxes[i]);
            if (!await HasFocusAsync(box, cancellationToken) || advancesWithin == AdvancesLateWithin)
            {
                var focus = await box.CallAsync("focusOn", new { @ref = box.Number, select = true }, cancellationToken);
                if (!focus.IsOk)
                {
                    return i > 0 ? focus with { Code = "not_committed" } : focus;
                }
            }

            var letter = code[i].ToString();
            await target.Page.CallAsync(page => page.Keyboard.TypeAsync(letter), ActionCall.Deadline, cancellationToken);
            if (advances && i + 1 < code.Length)
            {
                advances = await AdvancedAsync(target.Other(boxes[i + 1]), advancesWithin, cancellationToken);
            }
        }

        return await HeldAsync(target, boxes, code, cancellationToken);
    }

    /// <summary>For boxes that take nothing but a pasted code; those that took some of it are left as they are.</summary>
    private static async Task<ElementReply> PasteAsync(ElementTarget target, IReadOnlyList<int> boxes, string code, CancellationToken cancellationToken)
    {
        var held = await HeldAsync(target, boxes, code, cancellationToken);
        if (held.Value is { Length: > 0 } || (await Appearance.SinceAsync(target, cancellationToken)).Complaint.Length > 0)
        {
            return held;
        }

        await target.CallAsync("pasteInto", new { @ref = boxes[0], text = code }, cancellationToken);
        return await HeldAsync(target, boxes, code, cancellationToken);
    }

    /// <summary>Ok when the boxes hold the code, or are gone because the page went on with it.</summary>
    private static async Task<ElementReply> HeldAsync(ElementTarget target, IReadOnlyList<int> boxes, string code, CancellationToken cancellationToken)
    {
        var held = await target.CallAsync("readBoxes", new { refs = boxes }, cancellationToken);
        return held.Value == code || held.Count < boxes.Count ? held : held with { Code = "not_committed" };
    }

    /// <summary>Whether the page itself goes on to the next box; some do so only a moment later.</summary>
    private static async Task<bool> AdvancedAsync(ElementTarget next, TimeSpan within, CancellationToken cancellationToken)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < within;)
        {
            if (await HasFocusAsync(next, cancellationToken))
            {
                return true;
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }

        return false;
    }

    private static async Task<bool> HasFocusAsync(ElementTarget box, CancellationToken cancellationToken) =>
        (await box.CallAsync("hasFocus", new { @ref = box.Number }, cancellationToken)).Focused;
}
