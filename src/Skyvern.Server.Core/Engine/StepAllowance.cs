using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>How many steps a run may take: as asked for, else as its organization has it, else by the settings.</summary>
public sealed class StepAllowance(IOrganizationStore organizations, IOptions<EngineOptions> options)
{
    /// <summary>Of a task.</summary>
    public async Task<int> OfAsync(TaskRun run, CancellationToken cancellationToken) =>
        run.Request.MaxSteps is > 0 and { } asked ? asked
        : (await organizations.FindAsync(run.OrganizationId, cancellationToken))?.MaxStepsPerRun is { } allowed ? allowed
        : run.Request.Engine == "skyvern-1.0" ? options.Value.MaxStepsForEngine1
        : options.Value.MaxSteps;
}
