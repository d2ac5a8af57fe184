namespace Skyvern.Server.Core.Runs;

/// <summary>One entry of a run's <c>errors</c>.</summary>
/// <param name="ErrorCode">A system code, or a key of the run's error_code_mapping.</param>
/// <param name="Reasoning">What happened, in plain words.</param>
/// <param name="Confidence">0..1 for the caller's own codes; null for system codes.</param>
public sealed record RunError(string ErrorCode, string Reasoning, double? Confidence = null)
{
    /// <summary>Every allowed step was used.</summary>
    public const string ReachMaxSteps = "REACH_MAX_STEPS";

    /// <summary>Every repeat of one step was used.</summary>
    public const string ReachMaxRetries = "REACH_MAX_RETRIES";

    /// <summary>No model is configured and the goal needs one.</summary>
    public const string NoLlmConfigured = "NO_LLM_CONFIGURED";
}
