using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm.Client;

namespace Skyvern.Server.Llm;

/// <summary>Makes a planner that asks the configured model.</summary>
internal sealed class LlmPlannerFactory(LlmClient client, IOptions<LlmOptions> settings, ILogger<LlmPlanner> logger) : IStepPlannerFactory
{
    /// <inheritdoc />
    public IStepPlanner Create(TaskRun run) => new LlmPlanner(run, client, settings, logger);
}
