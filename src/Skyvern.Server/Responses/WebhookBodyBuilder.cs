using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Http;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Responses;

/// <summary>Writes the bytes that tell about a finished run.</summary>
internal sealed class WebhookBodyBuilder(IRunReader reader, ArtifactLinks links, ServerAddress address) : IWebhookBodyBuilder
{
    public async Task<byte[]> BuildAsync(TaskRun run, CancellationToken cancellationToken)
    {
        var artifacts = await reader.ListArtifactsAsync(run.OrganizationId, run.Id, RunArtifacts.Types, cancellationToken);
        var described = new RunArtifacts(run, artifacts, artifact => links.To(artifact, ArtifactLinks.WebhookLifetime));
        return JsonSerializer.SerializeToUtf8Bytes(RunResponses.Webhook(run, described, address.App), WireJson.Options);
    }
}
