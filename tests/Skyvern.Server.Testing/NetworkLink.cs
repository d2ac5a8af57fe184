using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Skyvern.Server.Testing;

/// <summary>One process's way to a database that others reach too. While it is cut its connections break and new ones are closed at once.</summary>
public sealed class NetworkLink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly EndPoint _database;
    private volatile CancellationTokenSource _cut = new();

    /// <summary>Opens a way to the database of this connection string.</summary>
    public NetworkLink(string connectionString)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        _database = to.Host!.StartsWith('/') ? new UnixDomainSocketEndPoint($"{to.Host}/.s.PGSQL.{to.Port}") : new DnsEndPoint(to.Host, to.Port);
        _listener.Start();
        (to.Host, to.Port) = ("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);
        ConnectionString = to.ConnectionString;
        _ = AcceptAsync();
    }

    /// <summary>For whoever goes this way.</summary>
    public string ConnectionString { get; }

    public void Cut() => _cut.Cancel();

    public void Mend() => _cut = new CancellationTokenSource();

    public void Dispose()
    {
        _listener.Dispose();
        Cut();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassOnAsync(await _listener.AcceptSocketAsync(), _cut.Token);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassOnAsync(Socket accepted, CancellationToken cut)
    {
        try
        {
            await using var near = new NetworkStream(accepted, ownsSocket: true);
            cut.ThrowIfCancellationRequested();
            using var socket = _database is UnixDomainSocketEndPoint
                ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
                : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(_database, cut);
            await using var far = new NetworkStream(socket);
            await await Task.WhenAny(near.CopyToAsync(far, cut), far.CopyToAsync(near, cut));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // Cut, or closed by one of the two: both connections end.
        }
    }
}
