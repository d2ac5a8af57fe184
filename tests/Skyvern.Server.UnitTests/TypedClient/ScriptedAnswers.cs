using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Skyvern.Client;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.TypedClient;

/// <summary>A server that answers one request after the other as told, the last answer again and again; and a client of it.</summary>
internal sealed class ScriptedAnswers : HttpMessageHandler
{
    public const string Run =
        """
        {"run_id": "tsk_1", "run_type": "task_v2", "status": "STATUS", "created_at": "2026-01-01T10:00:00.000Z", "modified_at": "2026-01-01T10:00:00.000Z",
         "app_url": "http://server.example/tasks/tsk_1", "run_request": {"prompt": "p"}, "failure_reason": REASON, "output": OUTPUT}
        """;

    private readonly Queue<Func<HttpResponseMessage>> _answers;

    public ScriptedAnswers(params IEnumerable<Func<HttpResponseMessage>> answers) => _answers = new(answers);

    public ConcurrentQueue<SentRequest> Requests { get; } = [];

    public ManualTimeProvider Time { get; } = new();

    public SkyvernClient Connect(string address = "http://server.example") =>
        new(new Uri(address), "sk_key", new HttpClient(this), Time);

    public static Func<HttpResponseMessage> Json(string json, HttpStatusCode status = HttpStatusCode.OK, string? retryAfter = null) => () =>
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        answer.Headers.TryAddWithoutValidation("Retry-After", retryAfter is null ? [] : [retryAfter]);
        return answer;
    };

    public static Func<HttpResponseMessage> RunThatIs(string status, string output = "null", string? reason = null) =>
        Json(Run.Replace("STATUS", status).Replace("OUTPUT", output).Replace("REASON", reason is null ? "null" : $"\"{reason}\""));

    public static Func<HttpResponseMessage> Broken => () => throw new HttpRequestException("The connection broke.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : null;
        var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new SentRequest(request.Method.Method, request.RequestUri!.AbsoluteUri, headers, body));
        return (_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek())();
    }
}

/// <summary>What was sent.</summary>
internal sealed record SentRequest(string Method, string Url, IReadOnlyDictionary<string, string> Headers, string? Body);
