namespace Skyvern.Server.Testing;

/// <summary>What an endpoint does not accept. Everything else is accepted as OpenAI accepts it.</summary>
public sealed class StubOpenAiQuirks
{
    /// <summary>Parameters answered with 400.</summary>
    public HashSet<string> RefusedParameters { get; } = [];

    /// <summary>Modes answered with 400: json_schema, tool, json_object.</summary>
    public HashSet<string> RefusedModes { get; } = [];

    /// <summary>Whether a schema with const is answered with 400.</summary>
    public bool RefusesConst { get; set; }

    /// <summary>Status and words with which pictures are refused; null: they are accepted.</summary>
    public (int Status, string Words)? PictureRefusal { get; set; }

    /// <summary>Whether refusals do not say what is wrong.</summary>
    public bool IsTaciturn { get; set; }

    /// <summary>The key that must come as a bearer token; null: none.</summary>
    public string? Key { get; set; }

    /// <summary>The refusal of a request; null when it is accepted.</summary>
    public StubOpenAiReply? Refusal(StubOpenAiRequest request)
    {
        if (Key is not null && request.Headers.GetValueOrDefault("authorization") != $"Bearer {Key}")
        {
            return StubOpenAiReply.Unauthorized();
        }

        if (RefusedParameters.FirstOrDefault(request.Body.ContainsKey) is { } parameter)
        {
            return Refuse($"Unsupported parameter: '{parameter}' is not supported with this model.", "unsupported_parameter", parameter);
        }

        if (RefusedModes.Contains(request.Mode))
        {
            return Refuse(
                request.Mode == "tool" ? "this model does not support tools" : $"'response_format' of type '{request.Mode}' is not supported with this model.",
                null,
                request.Mode == "tool" ? "tools" : "response_format");
        }

        if (RefusesConst && (request.Schema?.ToJsonString().Contains("\"const\"", StringComparison.Ordinal) ?? false))
        {
            return Refuse("Invalid schema: the keyword 'const' is not permitted.", null, "response_format");
        }

        if (PictureRefusal is var (status, words) && request.Pictures.Count > 0)
        {
            return IsTaciturn ? Refuse(words, null, null) : StubOpenAiReply.Error(status, words);
        }

        if (request.Mode == "json_object" && !request.Messages.Any(message => message.Content.Contains("json", StringComparison.OrdinalIgnoreCase)))
        {
            return Refuse("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.", null, "messages");
        }

        return request is { IsStrict: true, Schema: { } schema } && StubOpenAiStrictSchema.Problem(schema) is { } problem
            ? Refuse($"Invalid schema for response_format 'step': {problem}", null, "response_format")
            : null;
    }

    private StubOpenAiReply Refuse(string message, string? code, string? parameter) =>
        IsTaciturn ? new StubOpenAiReply { Status = 400, RawBody = "Bad Request" } : StubOpenAiReply.Error(400, message, code, parameter);
}
