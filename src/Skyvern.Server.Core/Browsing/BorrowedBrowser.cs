using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Core.Browsing;

/// <summary>A held browser in the hands of one run, whose dispose gives it back and closes nothing.</summary>
internal sealed class BorrowedBrowser(HeldBrowser held) : IBrowserSession
{
    private Task _acting = Task.CompletedTask;

    /// <inheritdoc />
    public string Url => held.Browser.Url;

    /// <inheritdoc />
    public ILiveBrowser Live => held.Browser.Live;

    /// <inheritdoc />
    public string FilesFolder => held.Browser.FilesFolder;

    /// <inheritdoc />
    public string ConsoleLog => held.Browser.ConsoleLog;

    /// <inheritdoc />
    public bool IsAlive => held.Browser.IsAlive;

    /// <inheritdoc />
    public Uri? DevTools => held.Browser.DevTools;

    /// <inheritdoc />
    public Task<Observation> ObserveAsync(CancellationToken cancellationToken) => CallAsync(held.Browser.ObserveAsync, cancellationToken);

    /// <summary>Does an action. One that changes the page goes on to its end when the run is canceled: the next run must not find the page in the middle of it.</summary>
    public async Task<ActionResult> PerformAsync(BrowserAction action, CancellationToken cancellationToken)
    {
        if (action is WaitAction)
        {
            return await CallAsync(token => held.Browser.PerformAsync(action, token), cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var acting = CallAsync(token => held.Browser.PerformAsync(action, token), CancellationToken.None);
        _acting = acting;
        return await acting.WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public Task<PageContent> ReadContentAsync(CancellationToken cancellationToken) => CallAsync(held.Browser.ReadContentAsync, cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> ScreenshotAsync(CancellationToken cancellationToken) => CallAsync(held.Browser.ScreenshotAsync, cancellationToken);

    /// <inheritdoc />
    public Task<byte[]?> TallScreenshotAsync(int furtherScreens, CancellationToken cancellationToken) =>
        CallAsync(token => held.Browser.TallScreenshotAsync(furtherScreens, token), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<BrowserDownload>> TakeDownloadsAsync(TimeSpan patience, CancellationToken cancellationToken) =>
        CallAsync(token => held.Browser.TakeDownloadsAsync(patience, token), cancellationToken);

    /// <inheritdoc />
    public Task<string?> SaveStateAsync(CancellationToken cancellationToken) => CallAsync(held.Browser.SaveStateAsync, cancellationToken);

    /// <inheritdoc />
    public Task BeginUseAsync(IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A borrowed browser is in use already.");

    /// <inheritdoc />
    public Task EndUseAsync(CancellationToken cancellationToken) => throw new NotSupportedException("A borrowed browser is given back by disposing it.");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _acting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await held.TakeBackAsync();
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, held.Ended);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            return await call(either.Token);
        }
        catch (Exception e) when (held.Ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new BrowserLostException(held.EndReason, e);
        }
    }
}
