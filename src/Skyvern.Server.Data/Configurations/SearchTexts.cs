using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.Data.Configurations;

/// <summary>Adds rows together with the text that searches look at.</summary>
internal static class SearchTexts
{
    public static void AddRun(this SkyvernDbContext db, TaskRun run) =>
        db.Add(run).Property(TaskRunConfiguration.SearchText).CurrentValue = TaskRunConfiguration.SearchTextOf(run);

    public static void AddWorkflow(this SkyvernDbContext db, Workflow workflow) =>
        db.Add(workflow).Property(WorkflowConfiguration.SearchText).CurrentValue = WorkflowConfiguration.SearchTextOf(workflow);
}
