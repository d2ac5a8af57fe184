using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Makes planners that need no model: they accept a goal only if every word of it is understood.</summary>
public sealed class RulePlannerFactory : IStepPlannerFactory
{
    /// <inheritdoc />
    public IStepPlanner Create(TaskRun run) => new RulePlanner(run.Request);
}
