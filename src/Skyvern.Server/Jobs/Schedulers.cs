namespace Skyvern.Server.Jobs;

/// <summary>The two schedulers: each has its own workers, so that slow runs never hold webhooks up, nor the other way round.</summary>
internal static class Schedulers
{
    /// <summary>Works off runs.</summary>
    public const string Runs = "runs";

    /// <summary>Delivers webhooks.</summary>
    public const string Webhooks = "webhooks";
}
