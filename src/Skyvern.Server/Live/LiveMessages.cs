using System.Buffers;
using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Live;

/// <summary>What the server says in live sockets.</summary>
internal static class LiveMessages
{
    public static ReadOnlyMemory<byte> Frame(LiveKind kind, string id, LiveFrame frame)
    {
        var buffer = new ArrayBufferWriter<byte>((frame.Jpeg.Length * 4 / 3) + 1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString(kind.IdKey, id);
            json.WriteString("status", "running");
            json.WriteBase64String("screenshot", frame.Jpeg.Span);
            json.WriteString("format", "jpeg");
            json.WriteNumber("viewport_width", frame.Width);
            json.WriteNumber("viewport_height", frame.Height);
            json.WriteString("url", frame.Url);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> End(LiveKind kind, string id, string status) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [kind.IdKey] = id, ["status"] = status }, WireJson.Options);

    /// <summary>Input may begin.</summary>
    public static ReadOnlyMemory<byte> Ready => """{"kind":"ready"}"""u8.ToArray();

    /// <summary>The client has control.</summary>
    public static ReadOnlyMemory<byte> ControlTaken => """{"kind":"control-taken"}"""u8.ToArray();

    /// <summary>The client has control no more.</summary>
    public static ReadOnlyMemory<byte> ControlEnded(ControlEnd end) => Kind("control-ended", end switch
    {
        ControlEnd.TakenOver => "taken-over",
        ControlEnd.Forgotten => "idle",
        _ => "ceded",
    });

    public static ReadOnlyMemory<byte> NavigateError(LiveOutcome outcome) => Kind("navigate-error", outcome switch
    {
        LiveOutcome.InvalidUrl => "invalid_url",
        LiveOutcome.Blocked => "blocked",
        _ => "failed",
    });

    private static ReadOnlyMemory<byte> Kind(string kind, string reason) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["kind"] = kind, ["reason"] = reason }, WireJson.Options);
}
