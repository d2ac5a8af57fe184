using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Client;

/// <summary>Asks the model for one word, by the same way as a step does.</summary>
internal sealed class ModelProbe(LlmClient client, IOptions<LlmOptions> settings) : IModelProbe
{
    private static readonly AnswerFormat Format = new(
        "health",
        "Whether the model answers.",
        """{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}""");

    /// <inheritdoc />
    public string? Name => settings.Value.IsConfigured ? $"{settings.Value.Model} at {LlmEndpoint.BaseAddress(settings.Value).Host}" : null;

    /// <inheritdoc />
    public ModelAnswer? Last => client.Last;

    /// <inheritdoc />
    public async Task<string?> FindProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            var request = new LlmRequest([LlmMessage.User("""Answer with the JSON object {"ok": true}.""")], Format, settings.Value.MaxOutputTokens, "health");
            await client.AskAsync(request, cancellationToken);
            return null;
        }
        catch (PlannerException e)
        {
            return e.Message;
        }
    }
}
