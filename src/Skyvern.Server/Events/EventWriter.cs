using System.Text;
using System.Text.Json;
using Skyvern.Client.Json;

namespace Skyvern.Server.Events;

/// <summary>Writes server-sent events into an answer.</summary>
internal sealed class EventWriter(Stream body)
{
    /// <summary>Sends an event, as one line of JSON.</summary>
    /// <param name="data">What it says.</param>
    /// <param name="id">Its place: where a caller that was cut off goes on.</param>
    /// <param name="kind">What listeners choose by; null: a plain message.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task SendAsync<T>(T data, long? id = null, string? kind = null, CancellationToken cancellationToken = default)
    {
        var text = new StringBuilder();
        if (id is not null)
        {
            text.Append("id: ").Append(id).Append('\n');
        }

        if (kind is not null)
        {
            text.Append("event: ").Append(kind).Append('\n');
        }

        return WriteAsync(text.Append("data: ").Append(JsonSerializer.Serialize(data, WireJson.Options)).Append("\n\n").ToString(), cancellationToken);
    }

    /// <summary>Shows that the connection lives.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => WriteAsync(": still here\n\n", cancellationToken);

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await body.FlushAsync(cancellationToken);
    }
}
