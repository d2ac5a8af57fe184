using System.Data.Common;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data.Nodes;

namespace Skyvern.Server.Data.Runs;

/// <summary>Carries the news of runs: through PostgreSQL to all its processes, this one too; on SQLite within the one there is.</summary>
public sealed class RunWords(DatabaseNotices notices, RunNews news)
{
    private const string Mark = "news";

    /// <summary>Says, in an open transaction, which runs it writes about.</summary>
    internal async Task SayAsync(IReadOnlyList<(string Organization, string Run)> runs, DbTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var (organization, run) in runs)
        {
            await notices.SayAsync($"{Mark} {organization} {run}", transaction, cancellationToken);
        }
    }

    /// <summary>After the commit: on PostgreSQL it was heard by then, or will be.</summary>
    internal void Tell(IReadOnlyList<(string Organization, string Run)> runs)
    {
        if (notices.AreHeard)
        {
            return;
        }

        foreach (var (organization, run) in runs)
        {
            news.Tell(organization, run);
        }
    }

    /// <summary>A word from the database.</summary>
    public void Hear(string text)
    {
        if (text.Split(' ') is [Mark, var organization, var run])
        {
            news.Tell(organization, run);
        }
    }

    /// <summary>Words were not heard for a while.</summary>
    public void MayBeLost() => news.TellAll();

    /// <summary>The runs whose events, steps or actions a context has written.</summary>
    internal static IReadOnlyList<(string Organization, string Run)> In(SkyvernDbContext db) =>
    [
        .. db.ChangeTracker.Entries()
            .Select(entry => entry.Entity switch
            {
                RunEvent told => (told.OrganizationId, told.RunId),
                RunStep step => (step.OrganizationId, step.RunId),
                _ => default,
            })
            .Where(run => run.RunId is not null)
            .Distinct(),
    ];
}
