namespace Skyvern.Server.Endpoints;

/// <summary>The paths under which workflows are known.</summary>
internal static class WorkflowPaths
{
    /// <summary>Today's clients call workflows agents.</summary>
    public static string[] Today(string rest = "") => [$"/v1/workflows{rest}", $"/v1/agents{rest}"];

    /// <summary>The same, and the first generation's.</summary>
    public static string[] All(string rest = "") => [.. Today(rest), $"/api/v1/workflows{rest}"];
}
