using System.Diagnostics;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Chooses options of a list that is not native: opens it or types, finds each option, clicks it and checks that it took.</summary>
internal static class OptionChooser
{
    private static readonly TimeSpan RetryWithin = TimeSpan.FromSeconds(2);

    /// <summary>On a busy machine one try alone may take longer than that.</summary>
    private const int LeastTries = 3;

    /// <summary>Opens the list by a click, unless its options are shown already, and chooses.</summary>
    public static async Task<ElementReply> ChooseAsync(ElementTarget target, IReadOnlyList<string> wanted, CancellationToken cancellationToken)
    {
        var reply = new ElementReply { Code = "ok" };
        for (var i = 0; i < wanted.Count; i++)
        {
            var option = wanted[i];
            reply = await OpenAsync(target, option, again: i > 0, cancellationToken);
            reply = reply.IsOk ? await PickAsync(target, option, OptionSearch.FindAsync, cancellationToken) : reply;
            if (!reply.IsOk)
            {
                break;
            }
        }

        await CloseAsync(target, cancellationToken);
        return reply;
    }

    /// <summary>Types into a field that offers options, and chooses; where none are offered, the text itself is the value.</summary>
    public static async Task<ElementReply> TypeAndChooseAsync(ElementTarget target, string wanted, CancellationToken cancellationToken)
    {
        await target.CallAsync("remember", new { }, cancellationToken);
        var typed = await Typist.TypeAsync(target, wanted, append: false, cancellationToken);
        if (!typed.IsOk || wanted.Length == 0)
        {
            return typed;
        }

        var chosen = await PickAsync(target, wanted, OptionSearch.FindTypedAsync, cancellationToken);
        if (chosen is { Code: "no_match", Count: 0 })
        {
            var held = await target.CallAsync("readValue", new { @ref = target.Number }, cancellationToken);
            return Typist.Holds(held.Value, wanted) ? typed : chosen;
        }

        await CloseAsync(target, cancellationToken);
        return chosen;
    }

    private static async Task<ElementReply> OpenAsync(ElementTarget target, string wanted, bool again, CancellationToken cancellationToken)
    {
        var state = await target.CallAsync("prepareList", new { @ref = target.Number, again }, cancellationToken);
        if (!state.IsOk || state.Open)
        {
            return state;
        }

        var clicked = await Pointer.ClickAsync(target, ClickMode.Left, cancellationToken);
        if (!clicked.IsOk)
        {
            return clicked;
        }

        var shown = await OptionSearch.AwaitAsync(target, wanted, OptionSearch.OpensWithin, cancellationToken);
        if (shown.Count == 0)
        {
            // Some lists open by keys only, and a click on one that had the focus may have closed it.
            await target.Page.CallAsync(page => page.Keyboard.PressAsync("ArrowDown"), ActionCall.Deadline, cancellationToken);
        }

        return clicked;
    }

    /// <summary>A list that is filtered while one types is drawn anew: an option that is gone before the click is looked for again.</summary>
    private static async Task<ElementReply> PickAsync(
        ElementTarget target, string wanted, Func<ElementTarget, string, CancellationToken, Task<ElementReply>> find, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        for (var tries = 1; ; tries++)
        {
            var found = await find(target, wanted, cancellationToken);
            if (!found.IsOk || found.Chosen)
            {
                return found;
            }

            var clicked = await Pointer.ClickAsync(target.Other(found.Option), ClickMode.Left, cancellationToken);
            if (clicked.IsOk)
            {
                return await target.CallAsync("tookOption", new { @ref = target.Number, option = found.Option, label = found.Value }, cancellationToken);
            }

            if (clicked.Code is not ("not_found" or "covered") || (tries >= LeastTries && watch.Elapsed > RetryWithin))
            {
                return clicked;
            }
        }
    }

    /// <summary>Escape could close more than the list, so it is pressed only while the list is open.</summary>
    private static async Task CloseAsync(ElementTarget target, CancellationToken cancellationToken)
    {
        var state = await target.CallAsync("listState", new { @ref = target.Number }, cancellationToken);
        if (!state.Open)
        {
            return;
        }

        await target.Page.CallAsync(page => page.Keyboard.PressAsync("Escape"), ActionCall.Deadline, cancellationToken);
        state = await target.CallAsync("listState", new { @ref = target.Number }, cancellationToken);
        if (state.Open && (await target.CallAsync("leaveField", new { @ref = target.Number }, cancellationToken)).Need == "click")
        {
            // It does not know Escape: what opened it closes it.
            await Pointer.ClickAsync(target, ClickMode.Left, cancellationToken);
        }
    }
}
