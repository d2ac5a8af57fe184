namespace Skyvern.Server.Browser.Actions;

/// <summary>Moves a slider or a spin box that is no native input to a number, by arrow keys and pages.</summary>
internal static class SliderKeys
{
    private const int MostRounds = 8;
    private const int MostPresses = 400;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Moves it and reads it back.</summary>
    public static async Task<ElementReply> SetAsync(ElementTarget target, string value, CancellationToken cancellationToken)
    {
        var state = await StateAsync(target, value, cancellationToken);
        var focus = state.IsOk ? await target.CallAsync("focusOn", new { @ref = target.Number, select = false }, cancellationToken) : state;
        for (var round = 0; focus.IsOk && state.IsOk && round < MostRounds && state.Now != state.Goal; round++)
        {
            var up = state.Now is null || state.Goal > state.Now;
            var moved = await PressAsync(target, up ? "ArrowUp" : "ArrowDown", 1, value, cancellationToken);
            if (moved.Now == state.Now)
            {
                moved = await PressAsync(target, up ? "ArrowRight" : "ArrowLeft", 1, value, cancellationToken);
            }

            if (moved.Now == state.Now || moved.Now is null)
            {
                return moved with { Code = "not_committed", Message = $"It does not follow the arrow keys; it holds \"{moved.Value}\"." };
            }

            state = moved.Now == moved.Goal ? moved : await GoOnAsync(target, state, moved, value, cancellationToken);
        }

        return !state.IsOk || !focus.IsOk ? (state.IsOk ? focus : state)
            : state.Now == state.Goal ? state
            : state with { Code = "not_committed", Message = $"The nearest it takes is \"{state.Value}\"." };
    }

    /// <summary>One press tells the step; the rest of the way is pressed at once, by pages first where it is long.</summary>
    private static async Task<ElementReply> GoOnAsync(ElementTarget target, ElementReply before, ElementReply state, string value, CancellationToken cancellationToken)
    {
        var step = before.Now is null ? 1 : Math.Abs(state.Now!.Value - before.Now.Value);
        var rest = Math.Abs(state.Goal!.Value - state.Now!.Value);
        if (rest / step > 30)
        {
            var page = state.Goal > state.Now ? "PageUp" : "PageDown";
            var paged = await PressAsync(target, page, 1, value, cancellationToken);
            var width = Math.Abs((paged.Now ?? state.Now.Value) - state.Now.Value);
            if (width > step && rest > 2 * width)
            {
                paged = await PressAsync(target, page, (int)Math.Min(MostPresses, (rest / width) - 1), value, cancellationToken);
            }

            state = paged;
            rest = Math.Abs(state.Goal!.Value - state.Now!.Value);
        }

        var count = (int)Math.Min(MostPresses, Math.Round(rest / step));
        var key = state.Goal > state.Now ? "ArrowUp" : "ArrowDown";
        return count == 0 ? state : await PressAsync(target, key, count, value, cancellationToken);
    }

    private static async Task<ElementReply> PressAsync(ElementTarget target, string key, int count, string value, CancellationToken cancellationToken)
    {
        await target.Page.CallAsync(
            async page =>
            {
                for (var i = 0; i < count; i++)
                {
                    await page.Keyboard.PressAsync(key);
                }
            },
            Deadline,
            cancellationToken);
        return await StateAsync(target, value, cancellationToken);
    }

    private static Task<ElementReply> StateAsync(ElementTarget target, string value, CancellationToken cancellationToken) =>
        target.CallAsync("sliderState", new { @ref = target.Number, value }, cancellationToken);
}
