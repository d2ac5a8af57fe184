namespace Skyvern.Server.Core.Actions;

/// <summary>What became of an action. The words in prompts and rows are the names in snake_case.</summary>
public enum ActionCode
{
    /// <summary>It took effect.</summary>
    Ok,

    /// <summary>Done, but nothing in the page changed.</summary>
    NoChange,

    /// <summary>No element has this ref any more.</summary>
    NotFound,

    /// <summary>Another element is in front of it.</summary>
    Covered,

    /// <summary>The element is disabled or read-only.</summary>
    Disabled,

    /// <summary>The control did not keep the value.</summary>
    NotCommitted,

    /// <summary>The page or browser refused the value.</summary>
    InvalidValue,

    /// <summary>No option fits; the message lists the nearest.</summary>
    NoMatch,

    /// <summary>It led to another document.</summary>
    Navigated,

    /// <summary>It opened a dialog, which was answered.</summary>
    Dialog,

    /// <summary>It started a download.</summary>
    Download,

    /// <summary>It opened a tab, which is the current one now.</summary>
    Popup,

    /// <summary>Policy does not allow it.</summary>
    Blocked,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>An action before it ended the batch.</summary>
    Skipped,

    /// <summary>It cannot be done, for the reason in the message.</summary>
    Failed,
}
