using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Skyvern.Server.Demo;

/// <summary>What visitors of the demo site left, kept in memory: a check can prove that a form was really sent.</summary>
internal sealed class DemoStore(TimeProvider time)
{
    private const string Cookie = "demo_visit";
    private const int MostKept = 200;

    private readonly ConcurrentDictionary<string, DemoVisit> _visits = new();
    private readonly List<DemoMessage> _messages = [];
    private readonly ConcurrentQueue<DemoWebhook> _webhooks = new();
    private readonly Lock _lock = new();
    private int _nextNumber = 1000;

    /// <summary>Messages of the contact form, newest first.</summary>
    public IReadOnlyList<DemoMessage> Messages
    {
        get
        {
            lock (_lock)
            {
                return [.. _messages.AsEnumerable().Reverse()];
            }
        }
    }

    /// <summary>Keeps a message; the oldest go when there are many.</summary>
    public DemoMessage Keep(IReadOnlyList<KeyValuePair<string, string>> fields)
    {
        lock (_lock)
        {
            var message = new DemoMessage($"C-{++_nextNumber}", time.GetUtcNow(), fields);
            _messages.Add(message);
            if (_messages.Count > MostKept)
            {
                _messages.RemoveAt(0);
            }

            return message;
        }
    }

    /// <summary>Webhooks received, oldest first.</summary>
    public IReadOnlyList<DemoWebhook> Webhooks => [.. _webhooks];

    /// <summary>Keeps a webhook; the oldest go when there are many.</summary>
    public void Keep(DemoWebhook webhook)
    {
        _webhooks.Enqueue(webhook);
        while (_webhooks.Count > MostKept)
        {
            _webhooks.TryDequeue(out _);
        }
    }

    /// <summary>A number for a new order.</summary>
    public string NextOrderNumber() => $"B-{Interlocked.Increment(ref _nextNumber)}";

    /// <summary>The visit that a request belongs to, or a new one, whose cookie goes with the answer.</summary>
    public DemoVisit VisitOf(HttpContext http)
    {
        var visit = Visit(http.Request.Cookies[Cookie]);
        http.Response.Cookies.Append(Cookie, visit.Id, new CookieOptions { Path = DemoSite.Path, HttpOnly = true, SameSite = SameSiteMode.Lax });
        return visit;
    }

    private DemoVisit Visit(string? cookie)
    {
        if (cookie is not null && _visits.TryGetValue(cookie, out var visit))
        {
            return visit;
        }

        if (_visits.Count > MostKept)
        {
            _visits.Clear();
        }

        return _visits.GetOrAdd(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), id => new DemoVisit(id));
    }
}

/// <summary>A message sent with the contact form.</summary>
/// <param name="Number">Its reference.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Fields">Names and values as posted, in order.</param>
public sealed record DemoMessage(string Number, DateTimeOffset ReceivedAt, IReadOnlyList<KeyValuePair<string, string>> Fields);

/// <summary>A webhook as it came in.</summary>
/// <param name="Body">The exact body.</param>
/// <param name="Signature">Header x-skyvern-signature.</param>
/// <param name="Timestamp">Header x-skyvern-timestamp.</param>
internal sealed record DemoWebhook(string Body, string Signature, string Timestamp);

/// <summary>A browser that visits the site.</summary>
internal sealed class DemoVisit(string id)
{
    /// <summary>The cookie's value.</summary>
    public string Id { get; } = id;

    /// <summary>Who has given the right password; "" before.</summary>
    public string User { get; set; } = "";

    /// <summary>Whether the account is open to it.</summary>
    public bool LoggedIn { get; set; }

    /// <summary>Article numbers and pieces.</summary>
    public ConcurrentDictionary<string, int> Basket { get; } = new();
}
