using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Client;

/// <summary>What a model answered.</summary>
/// <param name="Text">The content, or the arguments of the tool call; may be empty.</param>
/// <param name="Finish">How the answer ended.</param>
/// <param name="Usage">Tokens as the provider reported them; zeros when it reported none.</param>
internal sealed record LlmReply(string Text, LlmFinish Finish, TokenUsage Usage)
{
    /// <summary>Whether the model was shown the picture that went with the question.</summary>
    public bool SawPicture { get; init; }

    /// <summary>Whether the provider or the model did not want to answer.</summary>
    public bool IsWithheld => Finish == LlmFinish.Declined || (Finish == LlmFinish.Filtered && Text.Length == 0);
}

/// <summary>How an answer ended.</summary>
internal enum LlmFinish
{
    /// <summary>By itself.</summary>
    Stop,

    /// <summary>Cut at the limit of tokens.</summary>
    Length,

    /// <summary>Withheld by the provider's content filter.</summary>
    Filtered,

    /// <summary>Declined by the model itself; the text says why.</summary>
    Declined,

    /// <summary>Not given: the prompt was longer than the model takes.</summary>
    ContextTooLong,
}
