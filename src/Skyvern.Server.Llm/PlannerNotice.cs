using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Llm.Client;

namespace Skyvern.Server.Llm;

/// <summary>Says at start which planner works, and how to get the other.</summary>
internal sealed partial class PlannerNotice(IOptions<LlmOptions> settings, ILogger<PlannerNotice> logger) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Value.IsConfigured)
        {
            var host = LlmEndpoint.BaseAddress(settings.Value).Host;
            LogModel(settings.Value.Model, host);
        }
        else
        {
            LogRules();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Tasks are planned by the language model {Model} at {Host}.")]
    private partial void LogModel(string model, string host);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Tasks are planned by rules: no language model is configured. Set OPENAI_API_KEY, or Llm:Endpoint and Llm:Model for another or a local one, to run tasks in free words.")]
    private partial void LogRules();
}
