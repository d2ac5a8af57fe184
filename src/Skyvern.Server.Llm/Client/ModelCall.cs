using System.Diagnostics;
using Skyvern.Server.Core.Diagnostics;

namespace Skyvern.Server.Llm.Client;

/// <summary>A question to a model with all its tries, as a span and as measurements. Neither holds a word of question or answer.</summary>
internal sealed class ModelCall(ModelMetrics metrics, LlmOptions options, string model, int maxTokens, TimeProvider time) : IDisposable
{
    private const string Operation = "chat";

    private readonly long _began = time.GetTimestamp();
    private readonly Activity? _span = Spans.Start($"{Operation} {model}", ActivityKind.Client);

    /// <summary>The model answered: also when the answer is of no use.</summary>
    public void Answered(LlmReply reply)
    {
        var tags = About(reply.Usage.Model);
        metrics.Asked(time.GetElapsedTime(_began), tags);
        if (reply.Usage.Input + reply.Usage.Output > 0)
        {
            metrics.Spent(reply.Usage.Input, reply.Usage.Output, tags);
        }

        Describe(tags)?
            .SetTag("gen_ai.response.finish_reasons", new[] { Word(reply.Finish) })
            .SetTag("gen_ai.usage.input_tokens", reply.Usage.Input)
            .SetTag("gen_ai.usage.output_tokens", reply.Usage.Output)
            .SetTag("gen_ai.usage.cache_read.input_tokens", reply.Usage.Cached)
            .SetTag("gen_ai.usage.cache_creation.input_tokens", reply.Usage.CacheWrite);
    }

    /// <summary>There is no answer.</summary>
    public void Refused(ProviderError error)
    {
        var tags = About(null);
        var fault = error.Status == 0 ? "no_answer" : error.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        tags.Add(Tags.Error, fault);
        metrics.Asked(time.GetElapsedTime(_began), tags);
        Describe(tags).Fail(fault);
    }

    public void Dispose() => _span?.Dispose();

    private TagList About(string? answered)
    {
        var address = LlmEndpoint.BaseAddress(options);
        var tags = new TagList
        {
            { "gen_ai.operation.name", Operation },
            { "gen_ai.provider.name", LlmEndpoint.IsAzure(options) ? "azure.ai.openai" : "openai" },
            { "gen_ai.request.model", model },
            { Tags.ServerAddress, address.Host },
            { "server.port", address.Port },
        };
        if (answered is not null)
        {
            tags.Add("gen_ai.response.model", answered);
        }

        return tags;
    }

    private Activity? Describe(in TagList tags)
    {
        foreach (var (name, value) in tags)
        {
            _span?.SetTag(name, value);
        }

        return _span?.SetTag("gen_ai.request.max_tokens", maxTokens).SetTag("gen_ai.output.type", "json");
    }

    private static string Word(LlmFinish finish) => finish switch
    {
        LlmFinish.Length => "length",
        LlmFinish.Filtered or LlmFinish.Declined => "content_filter",
        LlmFinish.ContextTooLong => "context_too_long",
        _ => "stop",
    };
}
