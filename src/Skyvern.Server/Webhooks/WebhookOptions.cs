using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Webhooks;

/// <summary>How finished runs are told to their webhook addresses.</summary>
internal sealed class WebhookOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Webhooks";

    /// <summary>Longest time of one attempt in seconds, look-up and connection included.</summary>
    /// <value>The default is 30.</value>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Gap before the second attempt in seconds; it doubles with each further one, and up to a second is added at random.</summary>
    /// <value>The default is 1.</value>
    [Range(0.01, 3600)]
    public double FirstGapSeconds { get; set; } = 1;

    /// <summary>Longest gap between attempts in seconds, also where the receiver asks for a longer one.</summary>
    /// <value>The default is 3600.</value>
    [Range(1, 86_400)]
    public int MaxGapSeconds { get; set; } = 3600;

    /// <summary>How long after the end of a run attempts go on, in hours.</summary>
    /// <value>The default is 24.</value>
    [Range(0.001, 720)]
    public double GiveUpAfterHours { get; set; } = 24;

    /// <summary>How many attempts are made at the same time.</summary>
    /// <value>The default is 4.</value>
    [Range(1, 64)]
    public int MaxConcurrent { get; set; } = 4;
}
