using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Keeps the blocks of workflow runs, which are task runs without a job.</summary>
public interface IBlockStore
{
    /// <summary>Stores a block that begins now; false when the claim of its workflow run no longer holds.</summary>
    Task<bool> AddAsync(RunClaim workflowRun, TaskRun block, CancellationToken cancellationToken);

    /// <summary>A workflow run's blocks, oldest first, repeats included.</summary>
    Task<IReadOnlyList<TaskRun>> ListAsync(string organizationId, string workflowRunId, CancellationToken cancellationToken);

    /// <summary>The address of the last page that the blocks of a workflow run saw; null: none.</summary>
    Task<string?> FindLastPageAsync(string organizationId, string workflowRunId, CancellationToken cancellationToken);
}
