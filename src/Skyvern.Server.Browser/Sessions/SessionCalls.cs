using Microsoft.Playwright;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>
/// Runs calls on the current tab and tells three kinds of trouble apart: the browser is lost (an exception for the caller), the page is lost
/// (the next tab takes over), the page hangs (its script is ended; if that does not help, its tab is given up).
/// </summary>
internal sealed class SessionCalls(IRunningBrowser browser, PageTracker tabs, TimeProvider time)
{
    private const int Attempts = 4;

    private static readonly TimeSpan AnswerDeadline = TimeSpan.FromSeconds(5);

    /// <summary>Reads something of the current tab; may be tried again, also on another tab.</summary>
    /// <exception cref="BrowserLostException">The browser is gone or does not answer.</exception>
    public async Task<T> ReadAsync<T>(Func<SessionPage, CancellationToken, Task<T>> read, TimeSpan deadline, CancellationToken cancellationToken)
    {
        SessionPage? hung = null;
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var page = await OnceAsync(tabs.CurrentAsync, AnswerDeadline * 4, cancellationToken);
            try
            {
                return await OnceAsync(token => read(page, token), deadline, cancellationToken);
            }
            catch (PageLostException e)
            {
                tabs.Leave(page, e);
            }
            catch (TimeoutException e)
            {
                await FreeAsync(page, cancellationToken);
                if (ReferenceEquals(page, hung))
                {
                    tabs.Leave(page, e);
                }

                hung = page;
            }
            catch (PlaywrightException) when (attempt < Attempts)
            {
                // Most likely it was on its way to another document.
                await NextDocumentAsync(page, cancellationToken);
            }
        }

        throw new BrowserLostException("The browser's pages do not answer.");
    }

    /// <summary>Does something once, within a deadline and as long as the browser lives.</summary>
    /// <exception cref="BrowserLostException">The browser is gone.</exception>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<T> OnceAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan deadline, CancellationToken cancellationToken)
    {
        if (!browser.IsAlive)
        {
            throw Lost(null);
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, browser.Lost);
        try
        {
            return await call(either.Token).WaitAsync(deadline, time, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested && browser.Lost.IsCancellationRequested)
        {
            throw Lost(e);
        }
        catch (Exception e) when (e is PlaywrightException or PageLostException or TimeoutException && !browser.IsAlive)
        {
            throw Lost(e);
        }
    }

    /// <summary>Ends the script of a page that hangs.</summary>
    /// <exception cref="BrowserLostException">Not even the browser itself answers.</exception>
    public async Task FreeAsync(SessionPage page, CancellationToken cancellationToken)
    {
        await page.FreeAsync();
        try
        {
            await OnceAsync(_ => page.Cdp.SendAsync("Browser.getVersion"), AnswerDeadline, cancellationToken);
        }
        catch (TimeoutException e)
        {
            throw new BrowserLostException("The browser's process does not answer.", e);
        }
        catch (PlaywrightException)
        {
            // The tab is gone, the browser answers: the next call finds another tab.
        }
    }

    private async Task NextDocumentAsync(SessionPage page, CancellationToken cancellationToken)
    {
        try
        {
            await OnceAsync(
                async _ =>
                {
                    await page.Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded);
                    return true;
                },
                AnswerDeadline,
                cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            // The next attempt tells what is the matter.
        }
    }

    private static BrowserLostException Lost(Exception? inner) => new("The browser was closed or its process ended.", inner);
}
