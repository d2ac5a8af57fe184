namespace Skyvern.Server.Core.Verification;

/// <summary>A code that a caller pushes.</summary>
public sealed record NewTotpCode
{
    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Where the code was sent to.</summary>
    public required string TotpIdentifier { get; init; }

    /// <summary>The code, or the message that holds it.</summary>
    public required string Content { get; init; }

    /// <summary>The run it is for.</summary>
    public string? TaskId { get; init; }

    /// <summary>The workflow it is for.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow run it is for.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Where it came from.</summary>
    public string? Source { get; init; }

    /// <summary>After this it is of no use.</summary>
    public DateTimeOffset? ExpiredAt { get; init; }
}

/// <summary>A pushed code in the clear, for its owner.</summary>
/// <param name="Row">What is stored.</param>
/// <param name="Content">What was pushed.</param>
/// <param name="Code">The code or link; "" when none was found.</param>
public sealed record PushedCode(TotpCode Row, string Content, string Code);

/// <summary>What became of a push: the code, or why it is refused.</summary>
/// <param name="Code">The code as stored.</param>
/// <param name="Refusal">Why it was not stored.</param>
public sealed record PushResult(PushedCode? Code, string? Refusal = null);
