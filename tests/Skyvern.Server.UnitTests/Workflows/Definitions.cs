using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.UnitTests.Workflows;

/// <summary>Short ways to write definitions.</summary>
internal static class Definitions
{
    public static WorkflowDefinition Of(string[] parameters, params WorkflowBlock[] blocks) => new()
    {
        Parameters = [.. parameters.Select(key => new WorkflowParameter("wp_" + key, key, "string"))],
        Blocks = blocks,
    };

    public static WorkflowBlock Block(string label, string? goal = "Look", string? next = null) => new()
    {
        Type = BlockTypes.Task, Label = label, OutputParameterId = "op_" + label, Engine = "skyvern-1.0", NavigationGoal = goal, NextLabel = next,
    };
}
