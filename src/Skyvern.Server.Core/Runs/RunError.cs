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

    /// <summary>A one-time code was needed, and its source gave nothing of use.</summary>
    public const string OtpError = "OTP_ERROR";

    /// <summary>A one-time code was needed, and none came in time.</summary>
    public const string OtpTimeout = "OTP_TIMEOUT";

    /// <summary>The one-time code at hand is used up.</summary>
    public const string OtpExpired = "OTP_EXPIRED";

    /// <summary>A one-time code was needed, and the run has no source of codes.</summary>
    public const string MissingTotpSource = "MISSING_TOTP_SOURCE";

    /// <summary>No model is configured and the goal needs one.</summary>
    public const string NoLlmConfigured = "NO_LLM_CONFIGURED";
}
