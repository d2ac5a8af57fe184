using System.Collections.Concurrent;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Testing;

/// <summary>The one fake of the whole-server tests: a planner that follows a script instead of asking a model.</summary>
public sealed class ScriptedPlanner : IStepPlannerFactory
{
    private readonly Func<TaskRun, IStepPlanner> _create;

    private ScriptedPlanner(Func<TaskRun, IStepPlanner> create)
    {
        _create = create;
    }

    /// <summary>Everything planners of this factory were asked, in order, with the history as it was then.</summary>
    public ConcurrentQueue<PlanningContext> Asked { get; } = [];

    /// <summary>Each run follows the list from its start; a run that asks for more fails with a plain reason.</summary>
    public static ScriptedPlanner Of(params IReadOnlyList<StepPlan> plans) => PerRun(() =>
    {
        var position = 0;
        return (_, _) => position < plans.Count
            ? Task.FromResult(plans[position++])
            : throw new PlannerException("The script has ended.", FailureCategory.LlmReasoning);
    });

    /// <summary>The script is a function of what the planner is told.</summary>
    public static ScriptedPlanner From(Func<PlanningContext, StepPlan> next) =>
        From((context, _) => Task.FromResult(next(context)));

    /// <summary>The same for scripts that wait.</summary>
    public static ScriptedPlanner From(Func<PlanningContext, CancellationToken, Task<StepPlan>> next) => PerRun(() => next);

    /// <summary>Goes on waiting in the page, for minutes: to be canceled, killed or timed out.</summary>
    public static ScriptedPlanner ThatNeverFinishes() =>
        From(context => Plan(new WaitAction(20, $"a text that never comes, {context.StepNumber}")));

    /// <summary>Thinks until it is canceled.</summary>
    public static ScriptedPlanner ThatNeverAnswers() => From(async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return Plan();
    });

    /// <summary>A plan of these actions.</summary>
    public static StepPlan Plan(params IReadOnlyList<BrowserAction> actions) => new(actions) { Note = "as the script says" };

    /// <summary>A plan that claims success.</summary>
    public static StepPlan Done(string? output = null, string reason = "The goal is met.") =>
        Plan(new DoneAction(DoneStatus.Completed, reason, output, []));

    /// <summary>A plan that gives up.</summary>
    public static StepPlan GiveUp(DoneStatus status, string reason, params IReadOnlyList<string> errors) =>
        Plan(new DoneAction(status, reason, null, errors));

    public IStepPlanner Create(TaskRun run) => _create(run);

    private static ScriptedPlanner PerRun(Func<Func<PlanningContext, CancellationToken, Task<StepPlan>>> start)
    {
        ScriptedPlanner? factory = null;
        factory = new ScriptedPlanner(_ => new Script(factory!, start()));
        return factory;
    }

    private sealed class Script(ScriptedPlanner factory, Func<PlanningContext, CancellationToken, Task<StepPlan>> next) : IStepPlanner
    {
        public Task<StepPlan> NextAsync(PlanningContext context, CancellationToken cancellationToken)
        {
            factory.Asked.Enqueue(context with { History = [.. context.History] });
            return next(context, cancellationToken);
        }
    }
}
