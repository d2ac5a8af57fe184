using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Skyvern.Server.Testing;

/// <summary>One process's way to a PostgreSQL that others reach too, to be cut by the test.</summary>
public sealed class NetworkLink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly EndPoint _database;
    private volatile CancellationTokenSource _cut = new();
    private CommitFault _nextCommit;

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

    private delegate bool MayPass(ReadOnlySpan<byte> bytes);

    /// <summary>For whoever goes this way.</summary>
    public string ConnectionString { get; }

    /// <summary>Breaks all connections; new ones are closed at once.</summary>
    public void Cut() => _cut.Cancel();

    public void Mend() => _cut = new CancellationTokenSource();

    /// <summary>Breaks the connection of the next commit, once.</summary>
    public void BreakNextCommit(CommitFault fault) => _nextCommit = fault;

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
            var fault = CommitFault.None;
            await await Task.WhenAny(
                CopyAsync(near, far, asked => (fault = asked.IndexOf("COMMIT\0"u8) < 0 ? fault : TakeFault()) != CommitFault.IsLost, cut),
                CopyAsync(far, near, _ => !LosesAnswer(fault), cut));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // Cut, or closed by one of the two: both connections end.
        }
    }

    private bool LosesAnswer(CommitFault fault)
    {
        if (fault == CommitFault.WayIsLost)
        {
            Cut();
        }

        return fault != CommitFault.None;
    }

    private CommitFault TakeFault() => Interlocked.Exchange(ref _nextCommit, CommitFault.None);

    /// <summary>Passes on what one says to the other until it ends, or may not pass.</summary>
    private static async Task CopyAsync(Stream from, Stream to, MayPass mayPass, CancellationToken cut)
    {
        var buffer = new byte[65_536];
        while (await from.ReadAsync(buffer, cut) is > 0 and var count && mayPass(buffer.AsSpan(0, count)))
        {
            await to.WriteAsync(buffer.AsMemory(0, count), cut);
        }
    }
}
