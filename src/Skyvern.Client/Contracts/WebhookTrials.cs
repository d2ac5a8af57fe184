using System.ComponentModel.DataAnnotations;

namespace Skyvern.Client.Contracts;

/// <summary>Where a run's webhook is to be sent again.</summary>
public sealed record RetryWebhookRequest
{
    /// <summary>Another address for this one time; null: the run's own.</summary>
    public string? WebhookUrl { get; init; }
}

/// <summary>Where a run's webhook is to be tried.</summary>
public sealed record TestRunWebhookRequest
{
    /// <summary>Another address for this one time; null: the run's own.</summary>
    public string? OverrideWebhookUrl { get; init; }
}

/// <summary>An address to be tried, without a run or with one.</summary>
public sealed record TestWebhookRequest
{
    /// <summary>Where to.</summary>
    [Required]
    public string? WebhookUrl { get; init; }

    /// <summary><c>task</c> or <c>workflow_run</c>.</summary>
    [Required]
    public string? RunType { get; init; }

    /// <summary>The run whose body is sent; null: a made-up one.</summary>
    public string? RunId { get; init; }
}

/// <summary>What would be sent for a run.</summary>
public sealed record WebhookPreviewResponse
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary><c>task_v1</c> or <c>task_v2</c>.</summary>
    public required string RunType { get; init; }

    /// <summary>The run's own address.</summary>
    public string? DefaultWebhookUrl { get; init; }

    /// <summary>The exact body.</summary>
    public required string Payload { get; init; }

    /// <summary>The headers that belong to it.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
}

/// <summary>What became of sending a run's webhook once.</summary>
public sealed record WebhookReplayResponse
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary><c>task_v1</c> or <c>task_v2</c>.</summary>
    public required string RunType { get; init; }

    /// <summary>The run's own address.</summary>
    public string? DefaultWebhookUrl { get; init; }

    /// <summary>Where it was sent.</summary>
    public string? TargetWebhookUrl { get; init; }

    /// <summary>The exact body.</summary>
    public required string Payload { get; init; }

    /// <summary>The headers that were sent.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The receiver's answer; null: none came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How long the answer took, in milliseconds.</summary>
    public int? LatencyMs { get; init; }

    /// <summary>The beginning of the answer's body.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>Why it did not count; null after success.</summary>
    public string? Error { get; init; }
}

/// <summary>What became of trying an address.</summary>
public sealed record TestWebhookResponse
{
    /// <summary>The receiver's answer; null: none came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>How long the answer took, in milliseconds.</summary>
    public required int LatencyMs { get; init; }

    /// <summary>The beginning of the answer's body.</summary>
    public required string ResponseBody { get; init; }

    /// <summary>The headers that were sent.</summary>
    public required IReadOnlyDictionary<string, string> HeadersSent { get; init; }

    /// <summary>Why it did not count; null after success.</summary>
    public string? Error { get; init; }
}
