using System.Collections.Concurrent;

namespace Skyvern.Server.Core.Runs;

/// <summary>
/// Tells whoever looks on that something about a run was written, in whatever process. What it was they read themselves, so that a word that
/// is lost costs time and nothing else.
/// </summary>
/// <param name="time">The clock of those who wait.</param>
public sealed class RunNews(TimeProvider time)
{
    private readonly ConcurrentDictionary<RunNewsFeed, (string Organization, string? Run)> _feeds = new();

    /// <summary>Follows a run, or all runs of an organization, until the feed is disposed.</summary>
    public RunNewsFeed Follow(string organizationId, string? runId = null)
    {
        var feed = new RunNewsFeed(time, left => _feeds.TryRemove(left, out _));
        _feeds[feed] = (organizationId, runId);
        return feed;
    }

    /// <summary>Something about a run was written.</summary>
    public void Tell(string organizationId, string runId)
    {
        foreach (var (feed, (organization, run)) in _feeds)
        {
            if (organization == organizationId && (run ?? runId) == runId)
            {
                feed.Tell(runId);
            }
        }
    }

    /// <summary>Words may have been lost: everybody looks once.</summary>
    public void TellAll()
    {
        foreach (var (feed, _) in _feeds)
        {
            feed.Tell(runId: null);
        }
    }
}
