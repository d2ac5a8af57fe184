using System.Diagnostics;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Chooses an option of a list that is not native: opens it or types, waits for the option, clicks it and checks that it took.</summary>
internal static class OptionChooser
{
    private static readonly TimeSpan OptionsWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TakenWithin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);

    /// <summary>Opens the list by a click, unless its options are shown already, and chooses.</summary>
    public static async Task<ElementReply> OpenAndChooseAsync(ElementTarget target, bool isOpen, string wanted, CancellationToken cancellationToken)
    {
        if (!isOpen)
        {
            var opened = await Pointer.ClickAsync(target, ClickMode.Left, cancellationToken);
            if (!opened.IsOk)
            {
                return opened;
            }
        }

        return await ChooseAsync(target, wanted, cancellationToken);
    }

    /// <summary>Types into a field that offers options, and chooses; where none are offered, the text itself is the value.</summary>
    public static async Task<ElementReply> TypeAndChooseAsync(ElementTarget target, string wanted, CancellationToken cancellationToken)
    {
        await target.CallAsync("select", new { @ref = target.Number, options = Array.Empty<string>() }, cancellationToken);
        var typed = await Typist.TypeAsync(target, wanted, append: false, cancellationToken);
        if (!typed.IsOk || wanted.Length == 0)
        {
            return typed;
        }

        var chosen = await ChooseAsync(target, wanted, cancellationToken);
        return chosen is { Code: "no_match", Count: 0 } && Typist.Holds(typed.Value, wanted) ? typed : chosen;
    }

    private static async Task<ElementReply> ChooseAsync(ElementTarget target, string wanted, CancellationToken cancellationToken)
    {
        var (found, clicked) = await FindAndClickAsync(target, wanted, cancellationToken);
        if (!found.IsOk || !clicked.IsOk)
        {
            await CloseAsync(target, cancellationToken);
            return found is { Count: 0, Code: "no_match" } ? found with { Message = "No options showed up." } : found.IsOk ? clicked : found;
        }

        var request = new { @ref = target.Number, option = found.Option, label = found.Value };
        var taken = await UntilOkAsync(() => target.CallAsync("showsOption", request, cancellationToken), TakenWithin, cancellationToken);
        if (taken.Code == "not_committed")
        {
            await CloseAsync(target, cancellationToken);
        }

        return taken.Code == "not_found" ? taken with { Code = "ok", Value = found.Value } : taken;
    }

    /// <summary>A list that is filtered while one types is drawn anew: an option that is gone before the click is looked for again.</summary>
    private static async Task<(ElementReply Found, ElementReply Clicked)> FindAndClickAsync(ElementTarget target, string wanted, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var found = await UntilOkAsync(() => target.CallAsync("findOption", new { @ref = target.Number, wanted }, cancellationToken), OptionsWithin, cancellationToken);
            var clicked = found.IsOk ? await Pointer.ClickAsync(target.Other(found.Option), ClickMode.Left, cancellationToken) : found;
            if (!found.IsOk || clicked.Code is not ("not_found" or "covered") || watch.Elapsed > OptionsWithin)
            {
                return (found, clicked);
            }
        }
    }

    private static async Task<ElementReply> UntilOkAsync(Func<Task<ElementReply>> ask, TimeSpan patience, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var reply = await ask();
            if (reply.IsOk || reply.Code == "not_found" || watch.Elapsed > patience)
            {
                return reply;
            }

            await Task.Delay(Interval, TimeProvider.System, cancellationToken);
        }
    }

    private static Task CloseAsync(ElementTarget target, CancellationToken cancellationToken) =>
        target.Page.CallAsync(page => page.Keyboard.PressAsync("Escape"), Deadline, cancellationToken);
}
