namespace Skyvern.Server.ServerTests.Fuzz;

/// <summary>A request before it is spoiled: a good one.</summary>
internal sealed record FuzzRequest(string Method, string Path)
{
    public string Query { get; init; } = "";

    public byte[]? Body { get; init; }

    public string? ContentType { get; init; }

    public bool IsChunked { get; init; }

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    /// <summary>Whether it is no HTTP at all: the web server refuses it before the application sees it.</summary>
    public bool IsNoHttp { get; init; }

    public HttpRequestMessage ToMessage(Uri server)
    {
        // Escapes stay as they are written, also those that no client would write.
        var address = new Uri(server.GetLeftPart(UriPartial.Authority) + Path + Query, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(Method), address);
        if (Body is { } body)
        {
            message.Content = IsChunked ? new StreamContent(new OneWayStream(body)) : new ByteArrayContent(body);
            if (ContentType is { } type)
            {
                message.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            }
        }

        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    public override string ToString() => $"{Method} {Short(Path + Query)} {Short(Body is null ? "" : System.Text.Encoding.Latin1.GetString(Body))}";

    private static string Short(string text) => text.Length > 200 ? text[..200] + "…" : text;

    /// <summary>Its length is not known beforehand.</summary>
    private sealed class OneWayStream(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
