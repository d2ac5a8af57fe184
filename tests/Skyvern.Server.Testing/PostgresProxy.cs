using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Skyvern.Server.Testing;

/// <summary>Stands between a server and PostgreSQL, and breaks a connection around a commit when the test says so.</summary>
public sealed class PostgresProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly EndPoint _server;
    private readonly string _connectionString;
    private readonly Task _accepting;
    private CommitFault _next;

    private PostgresProxy(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        _server = target.Host!.StartsWith('/') ? new UnixDomainSocketEndPoint($"{target.Host}/.s.PGSQL.{target.Port}") : new DnsEndPoint(target.Host, target.Port);
        _listener.Start();
        target.Host = IPAddress.Loopback.ToString();
        target.Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _connectionString = target.ConnectionString;
        _accepting = AcceptAsync();
    }

    /// <summary>Leads the settings of a database through a proxy.</summary>
    public static PostgresProxy For(Dictionary<string, string?> settings)
    {
        var proxy = new PostgresProxy(settings["Database:ConnectionString"]!);
        settings["Database:ConnectionString"] = proxy._connectionString;
        return proxy;
    }

    /// <summary>What happens to the next commit, once.</summary>
    public void BreakNextCommit(CommitFault fault) => _next = fault;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = PassOnAsync(await _listener.AcceptSocketAsync(_end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // Over.
        }
    }

    private async Task PassOnAsync(Socket caller)
    {
        using var server = new Socket(_server is UnixDomainSocketEndPoint ? AddressFamily.Unix : AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Unspecified);
        using (caller)
        {
            try
            {
                await server.ConnectAsync(_server, _end.Token);
                var losesAnswer = false;
                await Task.WhenAny(
                    CopyAsync(caller, server, asked => asked.IndexOf("COMMIT\0"u8) < 0 || Take() switch
                    {
                        CommitFault.IsLost => false,
                        CommitFault.AnswerIsLost => losesAnswer = true,
                        _ => true,
                    }),
                    CopyAsync(server, caller, _ => !losesAnswer));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException)
            {
                // The server is gone, or the proxy.
            }
        }
    }

    private CommitFault Take() => Interlocked.Exchange(ref _next, CommitFault.None);

    /// <summary>Passes on what one says to the other, as long as both are there and the bytes may pass.</summary>
    private async Task CopyAsync(Socket from, Socket to, MayPass mayPass)
    {
        var buffer = new byte[65_536];
        while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count && mayPass(buffer.AsSpan(0, count)))
        {
            await to.SendAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private delegate bool MayPass(ReadOnlySpan<byte> bytes);
}

/// <summary>How a connection breaks around a commit.</summary>
public enum CommitFault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Before the database hears of it.</summary>
    IsLost,

    /// <summary>Before the caller hears that it was done.</summary>
    AnswerIsLost,
}
