namespace Skyvern.Server.Core.Verification;

/// <summary>A code that a caller pushed. Message and code are stored encrypted, and only for a day.</summary>
public sealed class TotpCode
{
    /// <summary>The code's id, <c>totp_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Where the code was sent to, in the form in which it is compared.</summary>
    public required string TotpIdentifier { get; init; }

    /// <summary>The run it is for; null: any of the organization.</summary>
    public string? TaskId { get; init; }

    /// <summary>The workflow it is for.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow run it is for.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Where it came from: email, sms, app …</summary>
    public string? Source { get; init; }

    /// <summary>What was pushed, encrypted.</summary>
    public required string ProtectedContent { get; init; }

    /// <summary>The code or link found in it, encrypted; null when none was found.</summary>
    public string? ProtectedCode { get; init; }

    /// <summary>Code or link; null when none was found.</summary>
    public OtpType? Type { get; init; }

    /// <summary>After this it is of no use.</summary>
    public DateTimeOffset? ExpiredAt { get; init; }

    /// <summary>When it was pushed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}
