using Skyvern.Server.Core.Runs;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Events;

/// <summary>
/// Streams what happens to runs as it is written, in whatever process. All events of a run are written under its row's lock, so that their ids
/// rise in the order of commits: whoever reads on behind the last one misses none.
/// </summary>
internal sealed class RunEventStream(IRunReader reader, RunNews news, TimeProvider time)
{
    /// <summary>The kind of the last event: the run is over.</summary>
    public const string EndKind = "end";

    /// <summary>The kind of a word without an event: steps or actions were written.</summary>
    public const string ChangeKind = "change";

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>Lists are looked at, not read in a hurry.</summary>
    private static readonly TimeSpan ListGap = TimeSpan.FromSeconds(1);

    /// <summary>The events of a run behind one of them, and those to come; ends with the run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="after">The last event that is known.</param>
    /// <param name="tellsChanges">Whether writes without an event are told too, for pages that show more than events.</param>
    public EventStream OfRun(TaskRun run, long after, bool tellsChanges = false) => new(async (writer, cancellationToken) =>
    {
        using var feed = news.Follow(run.OrganizationId, run.Id);
        var (last, end, isWritten) = (after, run.Status.IsFinal() ? run.Status : (RunStatus?)null, false);
        while (true)
        {
            var events = await reader.ListEventsAsync(run.OrganizationId, run.Id, last, cancellationToken);
            foreach (var told in events)
            {
                await writer.SendAsync(RunResponses.Event(told), told.Id, cancellationToken: cancellationToken);
                (last, end) = (told.Id, told.End ?? end);
            }

            if (end is { } status)
            {
                await writer.SendAsync(new RunEnd(run.Id, status.ToWire()), kind: EndKind, cancellationToken: cancellationToken);
                return;
            }

            if (tellsChanges && isWritten && events.Count == 0)
            {
                await writer.SendAsync(new RunsChanged([run.Id]), kind: ChangeKind, cancellationToken: cancellationToken);
            }

            isWritten = await NextAsync(feed, writer, cancellationToken) is not null;
        }
    });

    /// <summary>Which runs of an organization have changed, together and at most once a second. The first word comes at once.</summary>
    public EventStream OfOrganization(string organizationId) => new(async (writer, cancellationToken) =>
    {
        using var feed = news.Follow(organizationId);
        await writer.SendAsync(new RunsChanged([]), cancellationToken: cancellationToken);
        while (true)
        {
            if (await NextAsync(feed, writer, cancellationToken) is { } runs)
            {
                await writer.SendAsync(new RunsChanged(runs), cancellationToken: cancellationToken);
                await Task.Delay(ListGap, time, cancellationToken);
            }
        }
    });

    private static async Task<IReadOnlyCollection<string>?> NextAsync(RunNewsFeed feed, EventWriter writer, CancellationToken cancellationToken)
    {
        var runs = await feed.NextAsync(Beat, cancellationToken);
        if (runs is null)
        {
            await writer.BeatAsync(cancellationToken);
        }

        return runs;
    }

    private sealed record RunEnd(string RunId, string Status);

    /// <param name="RunIds">The runs; none: any may have.</param>
    private sealed record RunsChanged(IReadOnlyCollection<string> RunIds);
}
