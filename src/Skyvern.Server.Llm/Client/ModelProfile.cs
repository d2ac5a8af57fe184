using System.Collections.Immutable;

namespace Skyvern.Server.Llm.Client;

/// <summary>What is known of what a model accepts at its endpoint.</summary>
/// <param name="Mode">How the form of the answer is asked for.</param>
/// <param name="LengthParameter">The parameter that limits the answer, or null: none is accepted.</param>
internal sealed record ModelProfile(LlmOutputMode Mode, string? LengthParameter)
{
    /// <summary>The limit's newer name.</summary>
    public const string MaxCompletionTokens = "max_completion_tokens";

    /// <summary>The limit's older name.</summary>
    public const string MaxTokens = "max_tokens";

    /// <summary>Parameters that can be left out without changing what is asked, the most often refused first.</summary>
    public static readonly ImmutableArray<string> Optional =
        ["prompt_cache_key", "reasoning_effort", "temperature", "parallel_tool_calls", "tool_choice", "strict"];

    /// <summary>Parameters that were refused.</summary>
    public ImmutableHashSet<string> Dropped { get; init; } = [];

    /// <summary>Whether a fixed word of the schema is written as an enum of one.</summary>
    public bool ConstAsEnum { get; init; }

    /// <summary>Whether pictures are sent.</summary>
    public bool TakesPictures { get; init; } = true;

    /// <summary>Whether the endpoint has answered to this form before: then a refusal is about what is new in the request.</summary>
    public bool IsProven { get; init; }

    /// <summary>Whether the parameter may be sent.</summary>
    public bool Sends(string parameter) => !Dropped.Contains(parameter);

    /// <summary>The profile without a parameter.</summary>
    public ModelProfile Without(string parameter) => this with { Dropped = Dropped.Add(parameter) };
}
