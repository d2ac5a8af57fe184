using System.Collections.Concurrent;

namespace Skyvern.Server.Llm.Client;

/// <summary>Remembers per model what its endpoint accepted, so that a refusal costs one call and not one for each step.</summary>
internal sealed class ModelProfiles(LlmOptions options)
{
    private readonly ConcurrentDictionary<string, ModelProfile> _known = new(StringComparer.Ordinal);

    /// <summary>What is known, or the most that may be hoped for.</summary>
    public ModelProfile Of(string model) => _known.GetOrAdd(model, First);

    /// <summary>The endpoint accepted this.</summary>
    public void Remember(string model, ModelProfile profile) => _known[model] = profile with { IsProven = true };

    private ModelProfile First(string model)
    {
        var mode = options.OutputMode == LlmOutputMode.Auto ? LlmOutputMode.JsonSchema : options.OutputMode;

        // The older name is what servers of one's own know; OpenAI's reasoning models refuse it.
        var length = LlmEndpoint.IsOpenAi(options) || LlmEndpoint.IsAzure(options) ? ModelProfile.MaxCompletionTokens : ModelProfile.MaxTokens;
        var profile = new ModelProfile(mode, length) { TakesPictures = options.Pictures != LlmPictures.Never };
        return IsReasoning(model) ? profile.Without("temperature") : profile;
    }

    /// <summary>Whether it is one of OpenAI's reasoning models, which take an effort and no temperature.</summary>
    public static bool IsReasoning(string model)
    {
        var name = model[(model.LastIndexOf('/') + 1)..];
        return name.StartsWith("gpt-5", StringComparison.Ordinal)
            || (name.Length > 1 && name[0] == 'o' && char.IsAsciiDigit(name[1]));
    }
}
