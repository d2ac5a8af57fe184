using System.ComponentModel.DataAnnotations;

namespace Skyvern.Client.Contracts;

/// <summary>A one-time code, or the message that holds it, for runs that wait for one.</summary>
public sealed record SendTotpCodeRequest
{
    /// <summary>Where the code was sent to: the totp_identifier of the runs that may use it. Mail addresses are compared without regard to case.</summary>
    [Required, MaxLength(500)]
    public string? TotpIdentifier { get; init; }

    /// <summary>The code itself (up to 10 characters), or the whole mail or message: the code or log-in link is taken from it.</summary>
    [Required, MaxLength(65_536)]
    public string? Content { get; init; }

    /// <summary>Only for this run.</summary>
    public string? TaskId { get; init; }

    /// <summary>Only for this workflow.</summary>
    public string? WorkflowId { get; init; }

    /// <summary>Only for this workflow run.</summary>
    public string? WorkflowRunId { get; init; }

    /// <summary>Where it came from, e.g. email, sms or app.</summary>
    public string? Source { get; init; }

    /// <summary>After this time it is not used any more.</summary>
    public DateTimeOffset? ExpiredAt { get; init; }
}
