using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Core.Browsing;

/// <summary>A held browser in the hands of one run: whoever borrows it does not close it.</summary>
internal sealed class BorrowedBrowser(IBrowserSession browser) : IBrowserSession
{
    /// <inheritdoc />
    public string Url => browser.Url;

    /// <inheritdoc />
    public string FilesFolder => browser.FilesFolder;

    /// <inheritdoc />
    public ILiveBrowser Live => browser.Live;

    /// <inheritdoc />
    public string ConsoleLog => browser.ConsoleLog;

    /// <inheritdoc />
    public Task<Observation> ObserveAsync(CancellationToken cancellationToken) => browser.ObserveAsync(cancellationToken);

    /// <inheritdoc />
    public Task<ActionResult> PerformAsync(BrowserAction action, CancellationToken cancellationToken) => browser.PerformAsync(action, cancellationToken);

    /// <inheritdoc />
    public Task<PageContent> ReadContentAsync(CancellationToken cancellationToken) => browser.ReadContentAsync(cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> ScreenshotAsync(CancellationToken cancellationToken) => browser.ScreenshotAsync(cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> TallScreenshotAsync(int furtherScreens, CancellationToken cancellationToken) =>
        browser.TallScreenshotAsync(furtherScreens, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BrowserDownload>> TakeDownloadsAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        browser.TakeDownloadsAsync(patience, cancellationToken);

    /// <inheritdoc />
    public Task<string?> SaveStateAsync(CancellationToken cancellationToken) => browser.SaveStateAsync(cancellationToken);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
