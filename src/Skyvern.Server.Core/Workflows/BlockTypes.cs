namespace Skyvern.Server.Core.Workflows;

/// <summary>The kinds of blocks that this server runs. All but the last two are tasks that the engine works off.</summary>
public static class BlockTypes
{
    /// <summary>A goal, data to extract, or both.</summary>
    public const string Task = "task";

    /// <summary>A goal.</summary>
    public const string Navigation = "navigation";

    /// <summary>One action.</summary>
    public const string Action = "action";

    /// <summary>Data to extract from the page.</summary>
    public const string Extraction = "extraction";

    /// <summary>A log-in.</summary>
    public const string LogIn = "login";

    /// <summary>A file to fetch.</summary>
    public const string FileDownload = "file_download";

    /// <summary>A look at the page: it meets a criterion or it does not.</summary>
    public const string Validation = "validation";

    /// <summary>An address to open.</summary>
    public const string GoToUrl = "goto_url";

    /// <summary>Seconds to wait.</summary>
    public const string Wait = "wait";

    /// <summary>Every word.</summary>
    public static IReadOnlyList<string> All { get; } = [Task, Navigation, Action, Extraction, LogIn, FileDownload, Validation, GoToUrl, Wait];
}
