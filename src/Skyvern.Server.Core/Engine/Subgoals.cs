namespace Skyvern.Server.Core.Engine;

/// <summary>The planner's subgoals and which of them it reported as reached.</summary>
internal sealed class Subgoals
{
    private readonly List<string> _texts = [];
    private readonly HashSet<int> _reached = [];

    /// <summary>Those not reached yet.</summary>
    public IReadOnlyList<string> Open => [.. _texts.Where((_, index) => !_reached.Contains(index))];

    /// <summary>Takes over what a plan says about subgoals: the list once, changes every time.</summary>
    public void Update(StepPlan plan)
    {
        if (_texts.Count == 0 && plan.Subgoals is { } subgoals)
        {
            _texts.AddRange(subgoals);
        }

        foreach (var goal in plan.Goals)
        {
            _ = goal.Ok ? _reached.Add(goal.Index) : _reached.Remove(goal.Index);
        }
    }
}
