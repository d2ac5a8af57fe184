using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Llm;

/// <summary>Which language model plans the steps, and how it is asked. Without a key or an endpoint the server plans by rules.</summary>
public sealed class LlmOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Llm";

    /// <summary>
    /// Address of an OpenAI-compatible API: OpenAI, Azure OpenAI (<c>https://NAME.openai.azure.com</c>), Ollama
    /// (<c>http://localhost:11434/v1</c>), vLLM, LM Studio, OpenRouter and others.
    /// </summary>
    /// <value>The default is null: <c>https://api.openai.com/v1</c> once a key is given.</value>
    public string? Endpoint { get; set; }

    /// <summary>The key for the endpoint; the setting or variable <c>OPENAI_API_KEY</c> counts as well. Servers of one's own often need none.</summary>
    /// <value>The default is null.</value>
    public string? ApiKey { get; set; }

    /// <summary>The model's name; for Azure OpenAI the name of the deployment.</summary>
    /// <value>The default is <c>gpt-4.1-mini</c>.</value>
    [Required]
    public string Model { get; set; } = "gpt-4.1-mini";

    /// <summary>Other models of the same endpoint that a task may ask for by name; any other name means <see cref="Model"/>.</summary>
    /// <value>The default is none.</value>
    public IList<string> AllowedModels { get; set; } = [];

    /// <summary>The model asked when <see cref="Model"/> refuses, is unknown, is overloaded for too long or filters the content.</summary>
    /// <value>The default is null: none.</value>
    public string? FallbackModel { get; set; }

    /// <summary>How the server proves itself to the endpoint.</summary>
    /// <value>The default is <see cref="LlmCredential.ApiKey"/>.</value>
    [EnumDataType(typeof(LlmCredential))]
    public LlmCredential Credential { get; set; } = LlmCredential.ApiKey;

    /// <summary>How long one answer may take, in seconds.</summary>
    /// <value>The default is 90.</value>
    [Range(1, 900)]
    public int TimeoutSeconds { get; set; } = 90;

    /// <summary>Most tokens of a step's answer.</summary>
    /// <value>The default is 1200.</value>
    [Range(200, 32_000)]
    public int MaxOutputTokens { get; set; } = 1200;

    /// <summary>Most tokens of an answer that carries extracted data.</summary>
    /// <value>The default is 4000.</value>
    [Range(200, 64_000)]
    public int MaxExtractTokens { get; set; } = 4000;

    /// <summary>Randomness of the answers; null: not sent. Left out where a model refuses it.</summary>
    /// <value>The default is 0.</value>
    [Range(0.0, 2.0)]
    public double? Temperature { get; set; } = 0;

    /// <summary>How much a reasoning model thinks: minimal, low, medium or high; null: <c>low</c> for OpenAI's reasoning models, else not sent.</summary>
    /// <value>The default is null.</value>
    [RegularExpression("^(none|minimal|low|medium|high|xhigh)$", ErrorMessage = "Llm:ReasoningEffort must be none, minimal, low, medium, high or xhigh.")]
    public string? ReasoningEffort { get; set; }

    /// <summary>How the form of the answer is asked for. Auto starts with the strictest form and remembers what the endpoint accepts.</summary>
    /// <value>The default is <see cref="LlmOutputMode.Auto"/>.</value>
    [EnumDataType(typeof(LlmOutputMode))]
    public LlmOutputMode OutputMode { get; set; } = LlmOutputMode.Auto;

    /// <summary>
    /// Whether pictures of the page are shown to the model where its text says too little. Auto stops once the endpoint refuses one;
    /// Always takes such a refusal for a fault, so that a wrong choice of model is noticed.
    /// </summary>
    /// <value>The default is <see cref="LlmPictures.Auto"/>.</value>
    [EnumDataType(typeof(LlmPictures))]
    public LlmPictures Pictures { get; set; } = LlmPictures.Auto;

    /// <summary>How closely the model looks at pictures: low costs least, high is the best for clicks by coordinates; auto leaves it to the provider.</summary>
    /// <value>The default is auto.</value>
    [RegularExpression("^(auto|low|high)$", ErrorMessage = "Llm:PictureDetail must be auto, low or high.")]
    public string PictureDetail { get; set; } = "auto";

    /// <summary>Whether a model can be asked: there is a key, an endpoint, or an Entra identity.</summary>
    public bool IsConfigured => HasText(ApiKey) || HasText(Endpoint) || Credential == LlmCredential.Entra;

    /// <summary>Names that a task may ask for; none where no model can be asked.</summary>
    public IReadOnlyList<string> ModelNames =>
        IsConfigured ? [.. new[] { Model, FallbackModel }.Concat(AllowedModels).OfType<string>().Where(HasText).Distinct()] : [];

    private static bool HasText(string? value) => !string.IsNullOrWhiteSpace(value);
}

/// <summary>How the server proves itself to the endpoint.</summary>
public enum LlmCredential
{
    /// <summary>By key, or by nothing when no key is set.</summary>
    ApiKey,

    /// <summary>By the machine's or user's Microsoft Entra identity; for Azure OpenAI.</summary>
    Entra,
}

/// <summary>Whether pictures are shown to the model.</summary>
public enum LlmPictures
{
    /// <summary>Until the endpoint refuses one.</summary>
    Auto,

    /// <summary>Never.</summary>
    Never,

    /// <summary>Whenever there is one; a refusal is a fault.</summary>
    Always,
}

/// <summary>How the form of an answer is asked for, from the strictest to the loosest.</summary>
public enum LlmOutputMode
{
    /// <summary>The strictest that the endpoint accepts.</summary>
    Auto,

    /// <summary>A strict JSON schema.</summary>
    JsonSchema,

    /// <summary>A call of one tool.</summary>
    Tool,

    /// <summary>Any JSON object.</summary>
    JsonObject,

    /// <summary>Plain text that holds JSON.</summary>
    Text,
}
