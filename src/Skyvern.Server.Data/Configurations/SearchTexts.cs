using Microsoft.EntityFrameworkCore;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data.Conversions;
using Skyvern.Server.Data.Runs;
using Skyvern.Server.Data.Startup;

namespace Skyvern.Server.Data.Configurations;

/// <summary>The texts that searches look at. SQLite folds only ASCII, so they are folded here.</summary>
internal static class SearchTexts
{
    /// <summary>What an index of texts holds are pieces of so many characters.</summary>
    private const int Piece = 3;

    /// <summary>More pieces of a sought text find hardly less.</summary>
    private const int MostPieces = 50;

    /// <summary>Adds a run together with its text.</summary>
    public static void AddRun(this SkyvernDbContext db, TaskRun run)
    {
        db.Add(run);
        db.Add(new RunText
        {
            RunId = run.Id,
            OrganizationId = run.OrganizationId,
            Text = Fold(string.Join('\n', run.Request.Title, run.Request.Url, run.Id, run.Request.Prompt)),
        });
    }

    /// <summary>Adds a workflow together with its text.</summary>
    public static void AddWorkflow(this SkyvernDbContext db, Workflow workflow) =>
        db.Add(workflow).Property(WorkflowConfiguration.SearchText).CurrentValue =
            Fold(string.Join('\n', workflow.Title, workflow.Description, workflow.PermanentId));

    /// <summary>The form in which stored and sought texts are compared.</summary>
    public static string Fold(string text) => StorableTextConverter.Clean(text).ToLowerInvariant();

    /// <summary>Runs of an organization whose texts contain what is sought. PostgreSQL finds its index by itself; SQLite has to be told.</summary>
    /// <param name="db">The database.</param>
    /// <param name="sought">What is sought.</param>
    /// <param name="organizationId">The tenant.</param>
    /// <param name="isFrequent">Whether many runs have it, so that it is soon met in any order.</param>
    public static IQueryable<TaskRun> RunsWith(this SkyvernDbContext db, string sought, string organizationId, bool isFrequent)
    {
        var folded = Fold(sought);
        return !isFrequent && db is SqliteSkyvernDbContext && PiecesOf(folded) is { Length: > 0 } pieces
            ? db.Runs.FromSqlRaw(SearchIndex.SqliteRuns, pieces, folded, organizationId)
            : db.Runs.Where(run => db.RunTexts.Any(text => text.RunId == run.Id && text.OrganizationId == organizationId && text.Text.Contains(folded)));
    }

    /// <summary>The pieces of a text as a query of SQLite's index, which must all occur; empty for less than one piece.</summary>
    private static string PiecesOf(string folded)
    {
        var characters = folded.EnumerateRunes().Select(rune => rune.ToString()).ToList();
        var pieces = Enumerable.Range(0, Math.Max(0, characters.Count - Piece + 1)).Select(at => string.Concat(characters.Skip(at).Take(Piece)));
        return string.Join(' ', pieces.Distinct().Take(MostPieces).Select(piece => $"\"{piece.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
    }
}
