using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>What each session has of its own.</summary>
/// <param name="Signals">What the running action sets off.</param>
/// <param name="Notes">What the next observation tells.</param>
/// <param name="Dialogs">Answers to dialogs.</param>
/// <param name="Console">The console.</param>
/// <param name="Downloads">Files.</param>
/// <param name="Uploads">Files on their way to a page.</param>
/// <param name="Tabs">Tabs.</param>
/// <param name="TabActions">Opens, switches to and closes tabs.</param>
/// <param name="Calls">Deadlines and losses.</param>
/// <param name="Aftermath">Waits for what an action set off.</param>
/// <param name="Live">Screen, mouse and keyboard for people.</param>
internal sealed record SessionParts(
    ActivitySignals Signals,
    SessionNotes Notes,
    DialogTracker Dialogs,
    ConsoleLog Console,
    DownloadTracker Downloads,
    UploadStage Uploads,
    PageTracker Tabs,
    TabActions TabActions,
    SessionCalls Calls,
    Aftermath Aftermath,
    ILiveBrowser Live)
{
    /// <summary>What one run has seen is not told to the next.</summary>
    public void Forget()
    {
        Signals.Begin();
        Notes.Take();
        Console.Clear();
        Dialogs.Clear();
    }
}
