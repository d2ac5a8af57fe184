namespace Skyvern.Server.Browser.Sessions;

/// <summary>What happened in the browser while an action ran.</summary>
/// <param name="Navigated">The current tab has another document.</param>
/// <param name="Popup">The tab that opened by itself and is current now, e.g. t2; null when none did.</param>
/// <param name="Dialogs">Dialogs that were answered, in words.</param>
/// <param name="Downloads">Names of the files whose download started.</param>
internal sealed record PageActivity(bool Navigated, string? Popup, IReadOnlyList<string> Dialogs, IReadOnlyList<string> Downloads)
{
    /// <summary>In words that a file chooser opened that no upload waited for; null when none did.</summary>
    public string? FileChooser { get; init; }
}
