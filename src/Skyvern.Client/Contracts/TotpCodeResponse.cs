namespace Skyvern.Client.Contracts;

/// <summary>A one-time code as the server took it. It is kept for a day.</summary>
public sealed record TotpCodeResponse
{
    /// <summary>The code's id.</summary>
    public required string TotpCodeId { get; init; }

    /// <summary>Where the code was sent to; a mail address in lower case.</summary>
    public required string TotpIdentifier { get; init; }

    /// <summary>The run it is for; null: any run with this identifier.</summary>
    public string? TaskId { get; init; }

    /// <summary>The workflow it is for.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>The workflow run it is for.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Where it came from.</summary>
    public string? Source { get; init; }

    /// <summary>What was sent, without blanks around it.</summary>
    public required string Content { get; init; }

    /// <summary>The code or link found in it; "" when none was found.</summary>
    public required string Code { get; init; }

    /// <summary><c>raw_pending</c> when no code was found in the message, which no run can use then; else null.</summary>
    public string? Status { get; init; }

    /// <summary>After this time it is not used any more.</summary>
    public DateTimeOffset? ExpiredAt { get; init; }

    /// <summary>The same as otp_type.</summary>
    public string? Type { get; init; }

    /// <summary><c>totp</c> for a code, <c>magic_link</c> for a link; null when none was found.</summary>
    public string? OtpType { get; init; }

    /// <summary>The organization.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}
