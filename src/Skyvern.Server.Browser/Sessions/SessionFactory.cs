using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Live;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Makes a session of a browser.</summary>
internal sealed class SessionFactory(
    PageWork work, IOptions<BrowserOptions> options, IOptions<LiveOptions> liveOptions, IOptions<NetworkOptions> network, TimeProvider time)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Opens the session of a run.</summary>
    /// <exception cref="BrowserLostException">The browser does not answer.</exception>
    public async Task<IBrowserSession> OpenAsync(IRunningBrowser browser, BrowserRequest request, CancellationToken cancellationToken)
    {
        var notes = new SessionNotes();
        var signals = new ActivitySignals(notes);
        var dialogs = new DialogTracker(browser, signals, notes, time);
        var console = new ConsoleLog(browser);
        var downloads = new DownloadTracker(browser, BrowserSettings.Files(browser.Folder), signals, notes, time);
        var tabs = new PageTracker(browser, signals, notes, time);
        var calls = new SessionCalls(browser, tabs, time);
        tabs.Start();
        try
        {
            if (request.ExtraHttpHeaders is { Count: > 0 } headers)
            {
                await browser.SetHeadersAsync(headers).WaitAsync(Deadline, time, cancellationToken);
            }

            if (request.State is { } state && !browser.IsElsewhere)
            {
                await RestoreAsync(browser, state, cancellationToken);
            }

            await calls.OnceAsync(tabs.CurrentAsync, Deadline, cancellationToken);
        }
        catch (Exception e) when (e is PlaywrightException or TimeoutException)
        {
            throw new BrowserLostException("The browser does not answer.", e);
        }

        var parts = new SessionParts(
            signals, notes, dialogs, console, downloads, new UploadStage(BrowserSettings.Uploads(browser.Folder)), tabs, new TabActions(tabs), calls, new Aftermath(tabs, signals, time),
            Live(browser, tabs, calls));
        return new PlaywrightBrowserSession(browser, parts, work, options, time);
    }

    private PlaywrightLiveBrowser Live(IRunningBrowser browser, PageTracker tabs, SessionCalls calls)
    {
        var view = new LiveView();
        var screen = new LiveScreen(browser, tabs, view, time);
        return new PlaywrightLiveBrowser(
            screen.ToFanOut(liveOptions), new LiveHand(browser, view, time), tabs, calls, work.Navigation, browser.Journal,
            AllowedOrigins.Parse(network.Value.AllowedOrigins), options, time);
    }

    /// <summary>The driver takes the state from a file only; it holds cookies, hence it is gone again at once.</summary>
    private async Task RestoreAsync(IRunningBrowser browser, string state, CancellationToken cancellationToken)
    {
        var file = Path.Combine(browser.Folder, "state.json");
        try
        {
            await using (var stream = new FileStream(file, PrivateFile()))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(state), cancellationToken);
            }

            await browser.Context.SetStorageStateAsync(file).WaitAsync(Deadline, time, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static FileStreamOptions PrivateFile()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
