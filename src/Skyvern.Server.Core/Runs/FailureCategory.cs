namespace Skyvern.Server.Core.Runs;

/// <summary>One entry of a run's <c>failure_category</c>.</summary>
/// <param name="Category">A word of the contract, e.g. <see cref="Llm"/>.</param>
/// <param name="Confidence">0..1.</param>
/// <param name="Reasoning">Why this category.</param>
public sealed record FailureCategory(string Category, double Confidence, string Reasoning)
{
    /// <summary>The model could not be used.</summary>
    public const string Llm = "LLM_ERROR";

    /// <summary>The model's plan did not lead on.</summary>
    public const string LlmReasoning = "LLM_REASONING_ERROR";

    /// <summary>The browser was lost.</summary>
    public const string Browser = "BROWSER_ERROR";

    /// <summary>An address could not be opened.</summary>
    public const string Navigation = "NAVIGATION_FAILURE";

    /// <summary>A page did not load in time.</summary>
    public const string PageLoadTimeout = "PAGE_LOAD_TIMEOUT";

    /// <summary>The steps were used up.</summary>
    public const string MaxSteps = "MAX_STEPS_EXCEEDED";

    /// <summary>A control was not there.</summary>
    public const string ElementNotFound = "ELEMENT_NOT_FOUND";

    /// <summary>A control was there but did not become usable in time.</summary>
    public const string ElementState = "ELEMENT_STATE_TIMEOUT";

    /// <summary>A proxy refused or did not answer.</summary>
    public const string Proxy = "PROXY_ERROR";

    /// <summary>A stored credential or code could not be used.</summary>
    public const string Credential = "CREDENTIAL_ERROR";

    /// <summary>The page was not in the state the goal needs.</summary>
    public const string WrongPageState = "WRONG_PAGE_STATE";

    /// <summary>The data asked for was not on the page.</summary>
    public const string DataExtraction = "DATA_EXTRACTION_FAILURE";

    /// <summary>Credentials were refused.</summary>
    public const string Auth = "AUTH_FAILURE";

    /// <summary>The site keeps programs out.</summary>
    public const string AntiBot = "ANTI_BOT_DETECTION";

    /// <summary>The server's own machinery failed.</summary>
    public const string Infrastructure = "INFRASTRUCTURE_ERROR";

    /// <summary>A value that a block of a workflow refers to is not there.</summary>
    public const string ParameterBinding = "PARAMETER_BINDING_ERROR";

    /// <summary>Nothing more is known.</summary>
    public const string Unknown = "UNKNOWN";
}
