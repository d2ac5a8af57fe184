using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Skyvern.Server.Browser.Egress;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Elsewhere;

/// <summary>
/// A door for the driver to one browser elsewhere, open once and to who knows its path: the driver looks no name up and follows no redirect, since
/// the connection behind the door is made here, to the vetted address, and the secret headers go no other way.
/// </summary>
internal sealed class DebuggerRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly string _path = "/" + RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly Uri _debugger;
    private readonly IReadOnlyDictionary<string, string> _headers;
    private readonly CheckedConnection _connection;
    private readonly Task _passing;

    private DebuggerRelay(Uri debugger, IReadOnlyDictionary<string, string> headers, CheckedConnection connection)
    {
        (_debugger, _headers, _connection) = (debugger, headers, connection);
        _listener.Start();
        _passing = PassOnceAsync();
    }

    /// <summary>Where the driver connects to.</summary>
    public string Address => $"ws://{_listener.LocalEndpoint}{_path}";

    /// <summary>Why the browser could not be had; null: nothing is known against it.</summary>
    public BrowserLostException? Problem { get; private set; }

    /// <summary>Opens the door to a web socket.</summary>
    public static DebuggerRelay Start(Uri debugger, IReadOnlyDictionary<string, string> headers, CheckedConnection connection) => new(debugger, headers, connection);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _passing;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task PassOnceAsync()
    {
        try
        {
            while (!await PassAsync(await _listener.AcceptSocketAsync(_stopping.Token)))
            {
                // Somebody else on this machine has knocked.
            }
        }
        catch (BrowserLostException e)
        {
            Problem = e;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or WireException or ObjectDisposedException)
        {
            // One of the two has hung up; the driver tells the session.
        }
        finally
        {
            _listener.Stop();
        }
    }

    /// <summary>Passes one connection on until it ends; false when it is not the driver's.</summary>
    private async Task<bool> PassAsync(Socket socket)
    {
        await using var driver = new NetworkStream(socket, ownsSocket: true);
        var fromDriver = new WireReader(driver);
        if (await fromDriver.ReadHeadAsync(_stopping.Token) is not { } text || MessageHead.Parse(text) is not { IsUpgrade: true } asked || asked.FirstLine[1] != _path)
        {
            return false;
        }

        await using var browser = await _connection.OpenSecureAsync(_debugger, _stopping.Token);
        var head = asked.ToBytes($"GET {_debugger.PathAndQuery} HTTP/1.1", keepUpgrade: true, [("Host", _debugger.Authority), .. _headers.Select(header => (header.Key, header.Value))]);
        await browser.WriteAsync(head, _stopping.Token);
        var fromBrowser = new WireReader(browser);
        var answer = await fromBrowser.ReadHeadAsync(_stopping.Token) is { } reply ? MessageHead.Parse(reply) : null;
        if (answer is not { Status: 101 })
        {
            throw CheckedConnection.Unreachable(_debugger, answer is null ? "it closed the connection" : $"it answered {answer.Status}");
        }

        await driver.WriteAsync(answer.ToBytes("HTTP/1.1 101 Switching Protocols", keepUpgrade: true), _stopping.Token);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        var there = fromDriver.CopyToEndAsync(browser, ending.Token);
        var back = fromBrowser.CopyToEndAsync(driver, ending.Token);
        await Task.WhenAny(there, back);
        await ending.CancelAsync();
        await Task.WhenAll(there, back).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }
}
