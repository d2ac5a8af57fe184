using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Skyvern.Server.ServerTests.Events;

/// <summary>A client's end of an event stream.</summary>
internal sealed class EventFeed : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));
    private readonly HttpResponseMessage _answer;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private EventFeed(HttpResponseMessage answer, Stream body) =>
        (_answer, _items) = (answer, SseParser.Create(body).EnumerateAsync(_patience.Token).GetAsyncEnumerator(_patience.Token));

    /// <summary>Connects; behind an event when one is named.</summary>
    public static async Task<EventFeed> OpenAsync(HttpClient http, string path, string? lastId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new EventFeed(answer, await answer.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null when the server has ended the stream.</summary>
    public async Task<Told?> NextAsync() => await _items.MoveNextAsync()
        ? new Told(_items.Current.EventId, _items.Current.EventType, JsonElement.Parse(_items.Current.Data))
        : null;

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        _answer.Dispose();
        _patience.Dispose();
    }

    internal sealed record Told(string? Id, string Type, JsonElement Data)
    {
        /// <summary>The run event's kind, or the name of the stream's own.</summary>
        public string Kind => Data.TryGetProperty("kind", out var kind) ? kind.GetString()! : Type;
    }
}
