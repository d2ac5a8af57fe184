using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Webhooks;

/// <summary>Writes the exact bytes that tell about a finished run.</summary>
public interface IWebhookBodyBuilder
{
    /// <summary>Compact UTF-8 JSON; signed links in it are valid for at least 48 hours.</summary>
    Task<byte[]> BuildAsync(TaskRun run, CancellationToken cancellationToken);
}
