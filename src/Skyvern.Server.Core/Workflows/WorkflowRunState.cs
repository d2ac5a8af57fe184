using System.Text.Json;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>What is known of a workflow run while it is worked off.</summary>
internal sealed class WorkflowRunState(RunLease lease, WorkflowBrowser browser)
{
    private readonly List<(WorkflowBlock Block, TaskRun Run)> _ended = [];

    /// <summary>The hold on the run.</summary>
    public RunLease Lease { get; } = lease;

    /// <summary>What the work goes by.</summary>
    public CancellationToken Work => Lease.Work;

    /// <summary>The run.</summary>
    public TaskRun Run => Lease.Claim.Run;

    /// <summary>The browser of all blocks.</summary>
    public WorkflowBrowser Browser { get; } = browser;

    /// <summary>What the run does.</summary>
    public required WorkflowDefinition Definition { get; init; }

    /// <summary>Blocks that were begun before the server stopped in the middle of the run.</summary>
    public required IReadOnlyList<TaskRun> Earlier { get; init; }

    /// <summary>What templates can refer to.</summary>
    public WorkflowValues Values { get; } = new(lease.Claim.Run.Request.Workflow?.Parameters ?? new Dictionary<string, JsonElement>());

    /// <summary>A block has ended.</summary>
    public void End(WorkflowBlock block, TaskRun run)
    {
        _ended.Add((block, run));
        Values.Add(block, WorkflowOutput.Of(run));
    }

    /// <summary>The result with what the ended blocks gave.</summary>
    public RunResult With(RunResult result) => result with
    {
        OutputJson = WorkflowOutput.Of(_ended),
        UnverifiedFields = WorkflowOutput.Unverified(_ended),
    };
}
