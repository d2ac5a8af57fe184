using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Live;

/// <summary>Waits for a browser that shall be watched.</summary>
internal sealed class LiveWait(LiveBrowsers live, ILiveSubjects subjects, TimeProvider time)
{
    public const string NotFound = "not_found";
    public const string TimedOut = "timeout";
    public const string Elsewhere = "elsewhere";
    public const string SessionExpired = "session_expired";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(500);

    /// <summary>The browser once it is open, or the word for why there will be none: a final status or one of the four above.</summary>
    /// <param name="kind">What it belongs to.</param>
    /// <param name="organizationId">Who wants to watch.</param>
    /// <param name="id">The run's, session's or workflow run's id.</param>
    /// <param name="wasSeen">Whether it was open before: then what is unknown has expired.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="onWaiting">Told the status each time it is looked at meanwhile.</param>
    public async Task<(ShownBrowser? Browser, string End)> ForAsync(
        LiveKind kind, string organizationId, string id, bool wasSeen, CancellationToken cancellationToken, Func<string, Task>? onWaiting = null)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (live.Find(organizationId, id) is { } shown)
            {
                return (shown, "");
            }

            var subject = await subjects.FindAsync(kind, organizationId, id, cancellationToken);
            if (subject is null or { IsOver: true })
            {
                return (null, kind == LiveKind.Session && (wasSeen || subject is not null) ? SessionExpired : subject?.Status ?? NotFound);
            }

            if (subject.Elsewhere is not null)
            {
                return (null, Elsewhere);
            }

            if (time.GetElapsedTime(began) >= Patience)
            {
                return (null, TimedOut);
            }

            await (onWaiting?.Invoke(subject.Status) ?? Task.CompletedTask);
            using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(live.WaitAsync(organizationId, id, look.Token), Task.Delay(LookPeriod, time, look.Token));
            await look.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
