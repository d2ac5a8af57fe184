using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Live;

/// <summary>What the server says in the sockets of its own pages, beside pictures and the answers to input.</summary>
internal static class PageMessages
{
    /// <summary>There is no browser yet.</summary>
    public static byte[] Waiting(string status) => Write(new { Kind = "waiting", Status = status });

    /// <summary>Pictures and input may begin.</summary>
    public static byte[] Open(bool intervention) => Write(new { Kind = "open", Intervention = intervention });

    /// <summary>The tab that is shown.</summary>
    public static byte[] Page(LiveTab tab) => Write(new { Kind = "page", tab.Url, tab.Title, Tab = tab.Position, Tabs = tab.Count });

    /// <summary>How many people watch.</summary>
    public static byte[] Viewers(int count) => Write(new { Kind = "viewers", Count = count });

    /// <summary>Who has mouse and keyboard, and for how long if nothing is done with them.</summary>
    public static byte[] Control(string? holder, bool yours, double? secondsLeft) =>
        Write(new { Kind = "control", Holder = holder, Yours = yours, SecondsLeft = secondsLeft is { } left ? Math.Max(0, Math.Ceiling(left)) : (double?)null });

    /// <summary>There will be no more to see.</summary>
    public static byte[] Ended(string status) => Write(new { Kind = "ended", Status = status });

    private static byte[] Write<T>(T message) => JsonSerializer.SerializeToUtf8Bytes(message, WireJson.Options);
}
