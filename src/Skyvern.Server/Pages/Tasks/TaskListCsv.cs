using System.Globalization;
using System.Text;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Parts;

namespace Skyvern.Server.Pages.Tasks;

/// <summary>Writes all runs that a filter finds as CSV, page by page, so that none of it is held in memory.</summary>
internal sealed class TaskListCsv(IRunReader runs)
{
    private const int RowsAtOnce = 100;
    private const string Head = "run_id,title,status,run_type,url,steps,created_at,started_at,finished_at,seconds,failure_reason\r\n";

    /// <summary>Oldest first: runs that come meanwhile then move no other row.</summary>
    public async Task WriteAsync(RunFilter filter, Stream target, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await writer.WriteAsync(Head);
        for (var page = 1; ; page++)
        {
            var rows = await runs.ListAsync(filter with { Page = page, PageSize = RowsAtOnce, Ascending = true }, cancellationToken);
            foreach (var run in rows.Items)
            {
                await writer.WriteAsync(Line(run));
            }

            await writer.FlushAsync(cancellationToken);
            if (rows.Items.Count < RowsAtOnce)
            {
                return;
            }
        }
    }

    private static string Line(TaskRun run) => Line(run, ShownRequest.Of(run));

    private static string Line(TaskRun run, TaskRequest shown) => string.Join(',',
        run.Id, Cell(RunTitle.Of(run.Id, shown)), run.Status.ToWire(), run.RunType, Cell(shown.Url), run.StepCount.ToString(CultureInfo.InvariantCulture),
        At(run.CreatedAt), At(run.StartedAt), At(run.FinishedAt),
        run is { StartedAt: { } from, FinishedAt: { } to } ? (to - from).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) : "",
        Cell(run.FailureReason)) + "\r\n";

    private static string At(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Cell(string? text)
    {
        // What begins like a formula would be worked out by a spreadsheet.
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
