namespace Skyvern.Server.Browser.Actions;

/// <summary>Enters values into a field that makes an entry of each: typed, and ended by Enter or a comma.</summary>
internal static class TagTypist
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(3);
    private static readonly string[] Ends = ["Enter", ","];

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
        var reply = await Typist.TypeAsync(target, text, append: false, cancellationToken);
        foreach (var end in Ends)
        {
            if (!reply.IsOk && reply.Code != "not_committed")
            {
                return reply;
            }

            await target.Page.CallAsync(page => page.Keyboard.PressAsync(end), Deadline, cancellationToken);
            reply = await target.CallAsync("hasTag", new { @ref = target.Number, text }, cancellationToken);
            if (reply.IsOk)
            {
                return reply;
            }
        }

        return reply;
    }
}
