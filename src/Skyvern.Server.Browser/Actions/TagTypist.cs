namespace Skyvern.Server.Browser.Actions;

/// <summary>Enters values into a field that makes an entry of each: typed, and ended by a comma, else by Enter: Enter first could send the form.</summary>
internal static class TagTypist
{
    /// <summary>Enters those that are not there yet.</summary>
    public static async Task<ElementReply> EnterAsync(ElementTarget target, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var reply = new ElementReply { Code = "ok" };
        foreach (var text in values)
        {
            reply = await target.CallAsync("prepareTag", new { @ref = target.Number, text }, cancellationToken);
            if (reply.IsOk && !reply.Chosen)
            {
                reply = await EnterAsync(target, text, cancellationToken);
            }

            if (!reply.IsOk)
            {
                return reply;
            }
        }

        return reply;
    }

    private static async Task<ElementReply> EnterAsync(ElementTarget target, string text, CancellationToken cancellationToken)
    {
        var typed = await Typist.TypeAsync(target, text, append: false, cancellationToken);
        if (!typed.IsOk)
        {
            return typed;
        }

        var byComma = await EndAsync(target, text, [","], cancellationToken);
        if (byComma.IsOk || byComma.Code == "not_found")
        {
            return byComma;
        }

        return await EndAsync(target, text, byComma.Value is null ? ["Enter"] : ["Backspace", "Enter"], cancellationToken);
    }

    private static async Task<ElementReply> EndAsync(ElementTarget target, string text, string[] keys, CancellationToken cancellationToken)
    {
        foreach (var key in keys)
        {
            await target.Page.CallAsync(page => page.Keyboard.PressAsync(key), ActionCall.Deadline, cancellationToken);
        }

        return await target.CallAsync("hasTag", new { @ref = target.Number, text }, cancellationToken);
    }
}
