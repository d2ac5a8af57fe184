using System.Net;
using System.Net.Sockets;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Egress;

/// <summary>Connects to what the address policy has vetted, and to nothing else: the name is looked up once, so a second answer cannot lead elsewhere.</summary>
internal sealed class EgressConnector(IAddressPolicy policy, EgressJournal journal, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UpstreamPatience = TimeSpan.FromSeconds(20);

    /// <summary>The proxy that connections go through; null: none.</summary>
    public UpstreamProxy? Upstream { get; set; }

    /// <summary>A connection, or why there is none; problems are in the journal as well.</summary>
    public async Task<(Socket? Connection, EgressProblem? Problem)> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        EgressProblem problem;
        try
        {
            var decision = await policy.ResolveAsync(address, cancellationToken);
            if (Upstream is { } upstream && (decision.Allowed || decision.IsUnknownHost))
            {
                // A name may be known to the proxy alone; what is refused here is refused whoever connects.
                return await ConnectAsync(upstream, address, cancellationToken);
            }

            if (decision.Allowed)
            {
                return (await ConnectAsync(decision.Addresses, address.Port, cancellationToken), null);
            }

            problem = decision.IsUnknownHost
                ? Describe(address, SocketError.HostNotFound)
                : Describe(address, EgressProblemKind.Refused, decision.Reason is { } reason ? $"The address {reason}." : $"{address.Host} may not be reached.");
        }
        catch (SocketException e)
        {
            problem = Describe(address, e.SocketErrorCode);
        }
        catch (TimeoutException)
        {
            problem = Describe(address, SocketError.TimedOut);
        }

        journal.Add(problem);
        return (null, problem);
    }

    /// <summary>Notes that a connection broke before there was an answer.</summary>
    public EgressProblem NoteBroken(Uri address)
    {
        var problem = Describe(address, EgressProblemKind.Broken, $"The connection to {address.Host} broke before there was an answer.");
        journal.Add(problem);
        return problem;
    }

    private async Task<(Socket? Connection, EgressProblem? Problem)> ConnectAsync(UpstreamProxy upstream, Uri address, CancellationToken cancellationToken)
    {
        var addresses = await FindAsync(upstream, cancellationToken);
        Socket? socket = null;
        string? refusal;
        try
        {
            socket = await ConnectAsync(addresses, upstream.Address.Port, cancellationToken);
            refusal = await UpstreamTunnel.OpenAsync(socket, upstream, address, cancellationToken).WaitAsync(UpstreamPatience, time, cancellationToken);
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException or WireException)
        {
            refusal = $"The proxy {upstream} could not be reached or did not answer.";
        }

        if (refusal is null)
        {
            return (socket, null);
        }

        socket?.Dispose();
        var problem = Describe(address, EgressProblemKind.Proxy, refusal);
        journal.Add(problem);
        return (null, problem);
    }

    private async Task<IReadOnlyList<IPAddress>> FindAsync(UpstreamProxy upstream, CancellationToken cancellationToken)
    {
        if (upstream.IsCallers)
        {
            return (await policy.ResolveAsync(upstream.Address, cancellationToken)) is { Allowed: true } decision ? decision.Addresses : [];
        }

        return await Dns.GetHostAddressesAsync(upstream.Address.Host, cancellationToken);
    }

    private async Task<Socket> ConnectAsync(IReadOnlyList<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        Exception last = new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, cancellationToken).AsTask().WaitAsync(Patience / addresses.Count, time, cancellationToken);
                return socket;
            }
            catch (Exception e)
            {
                socket.Dispose();
                if (e is not (SocketException or TimeoutException))
                {
                    throw;
                }

                last = e;
            }
        }

        throw last;
    }

    private static EgressProblem Describe(Uri address, SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain =>
            Describe(address, EgressProblemKind.NameNotFound, $"The name {address.Host} was not found."),
        SocketError.TimedOut => Describe(address, EgressProblemKind.TimedOut, $"{address.Host} did not answer in time."),
        SocketError.ConnectionRefused => Describe(address, EgressProblemKind.ConnectionRefused, $"{address.Host} refused the connection on port {address.Port}."),
        _ => Describe(address, EgressProblemKind.Broken, $"{address.Host} could not be reached ({error})."),
    };

    private static EgressProblem Describe(Uri address, EgressProblemKind kind, string reason) => new(kind, address.Host, address.Port, reason);
}
