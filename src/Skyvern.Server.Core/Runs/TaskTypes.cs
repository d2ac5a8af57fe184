namespace Skyvern.Server.Core.Runs;

/// <summary>The kinds of tasks of the first generation.</summary>
public static class TaskTypes
{
    /// <summary>Whatever the goal needs.</summary>
    public const string General = "general";

    /// <summary>The page is judged as it is; nothing is done in it.</summary>
    public const string Validation = "validation";

    /// <summary>One action, and the end.</summary>
    public const string Action = "action";

    /// <summary>All words.</summary>
    public static IReadOnlyList<string> All { get; } = [General, Validation, Action];
}
