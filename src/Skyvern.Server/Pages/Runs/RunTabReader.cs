using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Http;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Makes what a tab shows of a run.</summary>
internal sealed class RunTabReader(IOutputValidator validator, WebhookTrial webhooks, ServerAddress address, IOptions<RecordingOptions> recording)
{
    /// <summary>The tab of these facts.</summary>
    public async Task<RunTabView> ReadAsync(RunTab tab, RunFacts facts, CancellationToken cancellationToken)
    {
        var timeline = TimelineBuilder.Of(facts);
        return new RunTabView(tab, facts, timeline)
        {
            Output = tab == RunTab.Output ? OutputView.Of(facts, validator) : null,
            Story = tab == RunTab.Errors ? FailureStory.Of(facts, timeline) : null,
            Records = recording.Value.Enabled,
            Request = RunRequestView.Of(facts, address.Api),
            Sent = tab == RunTab.Webhooks && !facts.IsOpen && facts.Run.Request.WebhookUrl is { Length: > 0 }
                && await webhooks.PrepareAsync(facts.Run, cancellationToken) is { } signed ? SentWebhook.Of(signed) : null,
        };
    }
}
