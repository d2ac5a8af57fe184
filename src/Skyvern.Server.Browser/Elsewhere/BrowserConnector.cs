using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Elsewhere;

/// <summary>Connects to browsers elsewhere over DevTools.</summary>
internal sealed partial class BrowserConnector(
    PlaywrightDriver driver, BrowserFolders folders, IAddressPolicy policy, IOptions<BrowserOptions> options, TimeProvider time, ILogger<BrowserConnector> logger)
{
    private readonly CheckedConnection _connection = new(policy);

    /// <summary>Connects.</summary>
    /// <exception cref="BrowserLostException">The browser cannot be had; the message says why, naming its host and nothing secret.</exception>
    public async Task<IRunningBrowser> ConnectAsync(BrowserElsewhere place, CancellationToken cancellationToken)
    {
        var debugger = await new DebuggerAddress(_connection, time).FindAsync(place.Address, place.Headers, cancellationToken);
        var folder = await folders.CreateAsync(cancellationToken);
        var relay = DebuggerRelay.Start(debugger, place.Headers, _connection);
        IBrowser? browser = null;
        try
        {
            var playwright = await driver.GetAsync(cancellationToken);
            var patience = TimeSpan.FromSeconds(options.Value.LaunchSeconds);
            browser = await playwright.Chromium
                .ConnectOverCDPAsync(relay.Address, new() { Timeout = (float)patience.TotalMilliseconds })
                .WaitAsync(patience + TimeSpan.FromSeconds(5), time, cancellationToken);
            var connected = await ConnectedBrowser.TakeAsync(browser, relay, folder, folders, time, cancellationToken);
            LogConnected(place.Address.Host);
            return connected;
        }
        catch (Exception e)
        {
            await (browser?.CloseAsync() ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await relay.DisposeAsync();
            await folders.RemoveAsync(folder, CancellationToken.None);
            if (e is PlaywrightException or TimeoutException)
            {
                throw relay.Problem ?? CheckedConnection.Unreachable(place.Address, "it does not answer as a browser's DevTools do");
            }

            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to a browser at {Host}.")]
    private partial void LogConnected(string host);
}
