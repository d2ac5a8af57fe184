using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Egress;

/// <summary>
/// The only way out for one browser: a forward proxy in this process that asks the address policy about every request and connects only
/// to the addresses that it has vetted. Nothing in a page gets around it: redirects, workers, web sockets and odd spellings included.
/// </summary>
internal sealed class EgressProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Task, byte> _connections = new();
    private readonly EgressConnector _connector;
    private readonly Task _accepting;

    private EgressProxy(IAddressPolicy policy, TimeProvider time)
    {
        _connector = new EgressConnector(policy, Journal, time);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What led nowhere.</summary>
    public EgressJournal Journal { get; } = new();

    /// <summary>The proxy that requests go on to; null: straight to their hosts.</summary>
    public UpstreamProxy? Upstream
    {
        get => _connector.Upstream;
        set => _connector.Upstream = value;
    }

    /// <summary>Where the browser finds its proxy.</summary>
    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <summary>Opens a proxy on a free port that only this machine can reach.</summary>
    public static EgressProxy Start(IAddressPolicy policy, TimeProvider time) => new(policy, time);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await _listener.AcceptSocketAsync(_stopping.Token);
                socket.NoDelay = true;
                Track(Task.Run(() => new EgressConnection(new NetworkStream(socket, ownsSocket: true), _connector).RunAsync(_stopping.Token)));
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // One connection was gone before it was taken.
            }
        }
    }

    private void Track(Task connection)
    {
        _connections.TryAdd(connection, 0);
        connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
    }
}
