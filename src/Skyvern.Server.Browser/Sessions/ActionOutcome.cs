using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Tells an action's result together with what it set off: a tab, a download, a dialog, another document.</summary>
internal static class ActionOutcome
{
    /// <summary>The result as the planner gets it.</summary>
    /// <param name="result">What the action itself says.</param>
    /// <param name="activity">What happened meanwhile.</param>
    /// <param name="openTab">The tab that opened, if it is still there.</param>
    /// <param name="movedTo">The new address when it changed without a new document; null when it did not.</param>
    public static ActionResult Of(ActionResult result, PageActivity activity, string? openTab, string? movedTo)
    {
        var code = result.Code is not (ActionCode.Ok or ActionCode.NoChange) ? result.Code
            : openTab is not null ? ActionCode.Popup
            : activity.Downloads.Count > 0 ? ActionCode.Download
            : activity.Dialogs.Count > 0 ? ActionCode.Dialog
            : activity.Navigated || movedTo is not null ? ActionCode.Navigated
            : activity.FileChooser is not null ? ActionCode.Ok
            : result.Code;
        string[] words =
        [
            .. result.Message.Length > 0 ? [result.Message] : Array.Empty<string>(),
            .. openTab is null ? [] : new[] { $"opened tab {openTab}" },
            .. activity.Downloads.Select(name => $"download of {name} started"),
            .. activity.Dialogs,
            .. activity.FileChooser is { } chooser ? new[] { chooser } : [],
        ];
        return result with { Code = code, Message = string.Join("; ", words), Downloads = [.. result.Downloads.Union(activity.Downloads)] };
    }
}
