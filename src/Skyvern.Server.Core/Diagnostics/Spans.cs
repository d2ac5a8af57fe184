using System.Diagnostics;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Core.Diagnostics;

/// <summary>The server's own spans. They hold ids, names and numbers: no prompt, no text of a page, no address beyond its host, no data.</summary>
public static class Spans
{
    /// <summary>The name of the source.</summary>
    public const string SourceName = "Skyvern.Server";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A span below the one under way; null when nobody listens.</summary>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal) => Source.StartActivity(name, kind);

    /// <summary>A span for an action, by its word.</summary>
    internal static Activity? StartAct(BrowserAction action) => Source.HasListeners() ? Start("act " + action.Act) : null;

    /// <summary>Does something within a span of its own.</summary>
    public static Task<T> AroundAsync<T>(string name, Func<Task<T>> work) => Source.HasListeners() ? WithinAsync(name, work) : work();

    /// <summary>The span tells of a fault, by one of a few words: what people can read about it may hold text of pages.</summary>
    public static void Fail(this Activity? span, string? fault)
    {
        span?.SetTag(Tags.Error, fault ?? "_OTHER");
        span?.SetStatus(ActivityStatusCode.Error, fault);
    }

    private static async Task<T> WithinAsync<T>(string name, Func<Task<T>> work)
    {
        using var span = Start(name);
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            span.Fail(e is PlannerException planner ? planner.Category : e.GetType().Name);
            throw;
        }
    }
}
