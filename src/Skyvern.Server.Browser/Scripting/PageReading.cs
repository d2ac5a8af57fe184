using Skyvern.Server.Browser.Sessions;

namespace Skyvern.Server.Browser.Scripting;

/// <summary>Reads a page although it may be on its way to another document.</summary>
internal static class PageReading
{
    private const int MostDocuments = 5;
    private static readonly TimeSpan NextDocument = TimeSpan.FromSeconds(5);

    /// <summary>Reads; when the document was replaced meanwhile, waits for the new one and reads that.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> read, SessionPage page, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (FrameGoneException) when (attempt < MostDocuments)
            {
                await page.CallAsync(
                    target => target.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.DOMContentLoaded, new() { Timeout = (float)NextDocument.TotalMilliseconds }),
                    NextDocument,
                    cancellationToken);
            }
        }
    }
}
