using Microsoft.Playwright;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Tells a lost browser and a lost page from what Playwright throws: its IsConnected and IsClosed lie for a while after a kill.</summary>
internal static class Losses
{
    // Playwright's own exception type for this is internal.
    private static readonly string[] ClosedWords = ["has been closed", "Connection closed", "Connection disposed", "Process exited", "Target closed"];

    private static readonly string[] CrashWords = ["Target crashed", "Page crashed"];

    /// <summary>The exception to throw instead; null when it is about something else.</summary>
    /// <param name="e">What Playwright threw.</param>
    /// <param name="browserIsAlive">Whether the browser's process still runs.</param>
    public static Exception? Recognise(PlaywrightException e, bool browserIsAlive)
    {
        if (CrashWords.Any(word => e.Message.Contains(word, StringComparison.Ordinal)))
        {
            return new PageLostException("The page crashed.", e) { IsCrash = true };
        }

        if (!ClosedWords.Any(word => e.Message.Contains(word, StringComparison.Ordinal)))
        {
            return null;
        }

        return browserIsAlive
            ? new PageLostException("The tab was closed.", e)
            : new BrowserLostException("The browser was closed or its process ended.", e);
    }
}
