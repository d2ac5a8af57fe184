namespace Skyvern.Server.Nodes;

/// <summary>Reads a body that may be passed on to another process, and leaves it to be read here as well.</summary>
internal static class RepeatableBody
{
    public static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
        bytes.Position = 0;
        request.Body = bytes;
        return bytes.ToArray();
    }
}
