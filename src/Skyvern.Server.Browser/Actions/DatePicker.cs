using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Sets a date where no native input takes it: typed in the format the field asks for, else in the calendar that pops up.</summary>
internal static class DatePicker
{
    private const int MostClicks = 24;
    private static readonly TimeSpan OpensWithin = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan HoldsWithin = TimeSpan.FromSeconds(1);

    /// <summary>Sets the dates (two for a span).</summary>
    /// <param name="target">The field, or the button that opens the calendar.</param>
    /// <param name="dates">As yyyy-mm-dd.</param>
    /// <param name="text">What to type; null where nothing can be typed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ElementReply> SetAsync(ElementTarget target, IReadOnlyList<string> dates, string? text, CancellationToken cancellationToken)
    {
        var prepared = await target.CallAsync("prepareCalendar", new { @ref = target.Number }, cancellationToken);
        if (!prepared.IsOk)
        {
            return prepared;
        }

        if (text is not null && await TypeAsync(target, dates, text, cancellationToken) is { IsOk: true } typed)
        {
            return typed;
        }

        var opened = await OpenAsync(target, cancellationToken);
        if (!opened.IsOk)
        {
            return opened;
        }

        var clicks = 0;
        foreach (var date in dates)
        {
            (var reply, clicks) = await GoToAsync(target, date, clicks, cancellationToken);
            if (!reply.IsOk)
            {
                await PressAsync(target, "Escape", cancellationToken);
                return reply;
            }
        }

        return await TakeAsync(target, dates, cancellationToken);
    }

    /// <summary>Tab leaves the field, which is when these fields take or drop what was typed.</summary>
    private static async Task<ElementReply> TypeAsync(ElementTarget target, IReadOnlyList<string> dates, string text, CancellationToken cancellationToken)
    {
        var typed = await Typist.TypeAsync(target, text, append: false, cancellationToken);
        if (!typed.IsOk)
        {
            return typed;
        }

        await PressAsync(target, "Tab", cancellationToken);
        var held = await HoldsAsync(target, dates, HoldsWithin / 2, cancellationToken);
        if (held.IsOk && await IsOpenAsync(target, TimeSpan.Zero, cancellationToken))
        {
            await PressAsync(target, "Escape", cancellationToken);
            return await HoldsAsync(target, dates, TimeSpan.Zero, cancellationToken);
        }

        return held;
    }

    private static async Task<ElementReply> OpenAsync(ElementTarget target, CancellationToken cancellationToken)
    {
        if (await IsOpenAsync(target, TimeSpan.Zero, cancellationToken))
        {
            return new ElementReply { Code = "ok" };
        }

        var clicked = await Pointer.ClickAsync(target, ClickMode.Left, cancellationToken);
        if (!clicked.IsOk || await IsOpenAsync(target, OpensWithin, cancellationToken))
        {
            return clicked;
        }

        var button = await target.CallAsync("calendarButton", new { @ref = target.Number }, cancellationToken);
        if (button.IsOk && (await Pointer.ClickAsync(target.Other(button.Option), ClickMode.Left, cancellationToken)).IsOk
            && await IsOpenAsync(target, OpensWithin, cancellationToken))
        {
            return clicked;
        }

        return clicked with { Code = "not_committed", Message = "It does not take a typed date, and no calendar opened." };
    }

    private static async Task<(ElementReply Reply, int Clicks)> GoToAsync(ElementTarget target, string date, int clicks, CancellationToken cancellationToken)
    {
        for (var first = true; clicks < MostClicks; clicks++, first = false)
        {
            var step = await target.CallAsync("calendarStep", new { @ref = target.Number, date, first }, cancellationToken);
            if (!step.IsOk)
            {
                return (step, clicks);
            }

            var done = step.Need switch
            {
                "again" => step,
                "type" => await TypeYearAsync(target.Other(step.Option), step.Value!, cancellationToken),
                _ => await Pointer.ClickAsync(target.Other(step.Option), ClickMode.Left, cancellationToken),
            };
            if (!done.IsOk && done.Code != "not_found")
            {
                return (done, clicks);
            }

            if (step.Last && done.IsOk)
            {
                return (done, clicks + 1);
            }
        }

        return (new ElementReply { Code = "not_committed", Message = $"The calendar did not get to {date} within {MostClicks} clicks." }, clicks);
    }

    /// <summary>Whether the field shows the dates; some calendars have a button that takes them over.</summary>
    private static async Task<ElementReply> TakeAsync(ElementTarget target, IReadOnlyList<string> dates, CancellationToken cancellationToken)
    {
        var held = await HoldsAsync(target, dates, HoldsWithin, cancellationToken);
        var button = await target.CallAsync("confirmButton", new { }, cancellationToken);
        if (button.IsOk)
        {
            await Pointer.ClickAsync(target.Other(button.Option), ClickMode.Left, cancellationToken);
            held = await HoldsAsync(target, dates, HoldsWithin, cancellationToken);
        }

        if (await IsOpenAsync(target, TimeSpan.Zero, cancellationToken))
        {
            await PressAsync(target, "Escape", cancellationToken);
            held = held.IsOk ? await HoldsAsync(target, dates, TimeSpan.Zero, cancellationToken) : held;
        }

        return held;
    }

    private static async Task<ElementReply> TypeYearAsync(ElementTarget field, string year, CancellationToken cancellationToken)
    {
        var typed = await Typist.TypeAsync(field, year, append: false, cancellationToken);
        await PressAsync(field, "Enter", cancellationToken);
        return typed;
    }

    private static async Task<bool> IsOpenAsync(ElementTarget target, TimeSpan most, CancellationToken cancellationToken) =>
        (await target.CallAsync("awaitCalendar", new { most = most.TotalMilliseconds }, cancellationToken)).Open;

    private static Task<ElementReply> HoldsAsync(ElementTarget target, IReadOnlyList<string> dates, TimeSpan most, CancellationToken cancellationToken) =>
        target.CallAsync("holdsDates", new { @ref = target.Number, dates, most = most.TotalMilliseconds }, cancellationToken);

    private static Task PressAsync(ElementTarget target, string key, CancellationToken cancellationToken) =>
        target.Page.CallAsync(page => page.Keyboard.PressAsync(key), ActionCall.Deadline, cancellationToken);
}
