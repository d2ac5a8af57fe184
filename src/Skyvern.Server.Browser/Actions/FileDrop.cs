using Skyvern.Server.Browser.Sessions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Drops a file of this machine onto a place of the page, by the browser's own drag events: the page sees what it would see from a person.</summary>
internal static class FileDrop
{
    private const int Copy = 1;

    /// <summary>Drags the file in, over the element and lets it go. A place that does not take files gets none: the browser asks it first.</summary>
    public static async Task<ElementReply> OntoAsync(ElementTarget target, string path, CancellationToken cancellationToken)
    {
        var point = await Aim.AtAsync(target, "prepareDrop", new { @ref = target.Number }, cancellationToken);
        if (!point.IsOk)
        {
            return point;
        }

        foreach (var type in new[] { "dragEnter", "dragOver", "dragOver", "drop" })
        {
            await DispatchAsync(target.Page, type, point, path, cancellationToken);
        }

        return point;
    }

    private static async Task DispatchAsync(SessionPage page, string type, ElementReply point, string path, CancellationToken cancellationToken)
    {
        var parameters = new Dictionary<string, object>
        {
            ["type"] = type,
            ["x"] = point.X,
            ["y"] = point.Y,
            ["data"] = new { items = Array.Empty<object>(), files = new[] { path }, dragOperationsMask = Copy },
        };
        await page.CallAsync(_ => page.Cdp.SendAsync("Input.dispatchDragEvent", parameters), ActionCall.Deadline, cancellationToken);
    }
}
