namespace Skyvern.Server.Llm.Client;

/// <summary>One question to a model.</summary>
/// <param name="Messages">In order; only ever appended to within a run.</param>
/// <param name="Format">The form the answer must have.</param>
/// <param name="MaxTokens">Most tokens of the answer.</param>
/// <param name="CacheKey">Tells the provider which questions share a prefix: the run's id.</param>
internal sealed record LlmRequest(IReadOnlyList<LlmMessage> Messages, AnswerFormat Format, int MaxTokens, string CacheKey)
{
    /// <summary>The model asked for; null: the configured one.</summary>
    public string? Model { get; init; }

    /// <summary>Whether a picture goes with it, if the model takes any.</summary>
    public bool HasPicture => Messages.Any(message => message.Picture is not null);

    /// <summary>The messages as a person reads them.</summary>
    /// <param name="sawPicture">Whether the model was shown the picture that goes with them.</param>
    public string Readable(bool sawPicture) => string.Join(
        "\n\n", Messages.Select(message => $"[{message.Role}]\n{message.Content}{(message.Picture is { } picture ? "\n" + PictureNote.For(picture, sawPicture) : "")}"));
}

/// <summary>One message.</summary>
/// <param name="Role">system, user or assistant.</param>
/// <param name="Content">Its text.</param>
internal sealed record LlmMessage(string Role, string Content)
{
    /// <summary>A JPEG that goes with the text, or null.</summary>
    public byte[]? Picture { get; init; }

    public static LlmMessage System(string content) => new("system", content);

    public static LlmMessage User(string content) => new("user", content);

    public static LlmMessage Assistant(string content) => new("assistant", content);
}

/// <summary>The form of an answer.</summary>
/// <param name="Name">Name of the schema or tool.</param>
/// <param name="Description">What the tool does, for the tool mode.</param>
/// <param name="SchemaJson">A schema that strict modes accept, or null: any JSON object.</param>
internal sealed record AnswerFormat(string Name, string Description, string? SchemaJson);
