namespace Skyvern.Server.Core.Artifacts;

/// <summary>The artifact types this server makes.</summary>
public static class ArtifactTypes
{
    /// <summary>What the planner saw at the start of a step (JPEG).</summary>
    public const string StepScreenshot = "screenshot_llm";

    /// <summary>The page after an action (JPEG).</summary>
    public const string ActionScreenshot = "screenshot_action";

    /// <summary>The page at the end of the run (JPEG).</summary>
    public const string FinalScreenshot = "screenshot_final";

    /// <summary>The observation as text.</summary>
    public const string Observation = "visible_elements_tree_in_prompt";

    /// <summary>The prompt of a step.</summary>
    public const string Prompt = "llm_prompt";

    /// <summary>The model's raw reply.</summary>
    public const string Reply = "llm_response";

    /// <summary>The plan as understood.</summary>
    public const string ParsedReply = "llm_response_parsed";

    /// <summary>The browser's console.</summary>
    public const string ConsoleLog = "browser_console_log";

    /// <summary>A file the run downloaded.</summary>
    public const string Download = "download";

    /// <summary>The video of the run.</summary>
    public const string Recording = "recording";
}
