using System.Net.Security;
using System.Net.Sockets;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Elsewhere;

/// <summary>Connects to the very address that the policy has vetted, whoever asks in between.</summary>
internal sealed class CheckedConnection(IAddressPolicy policy)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>A plain connection.</summary>
    /// <exception cref="BrowserLostException">There is none; the message says why, naming the host.</exception>
    public async Task<Stream> OpenAsync(Uri address, CancellationToken cancellationToken)
    {
        // The policy knows pages' schemes; a web socket goes to the same places.
        var http = new UriBuilder(address) { Scheme = IsSecure(address) ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, Port = address.Port }.Uri;
        var decision = await policy.ResolveAsync(http, cancellationToken);
        if (!decision.Allowed)
        {
            throw new BrowserLostException($"The address in browser_address {decision.Reason}.");
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. decision.Addresses], address.Port, deadline.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            socket.Dispose();
            throw Unreachable(address, e is SocketException { SocketErrorCode: SocketError.ConnectionRefused } ? "it refuses the connection" : "it does not answer", e);
        }
    }

    /// <summary>The same with TLS where the address asks for it.</summary>
    /// <inheritdoc cref="OpenAsync" path="/exception"/>
    public async Task<Stream> OpenSecureAsync(Uri address, CancellationToken cancellationToken)
    {
        var plain = await OpenAsync(address, cancellationToken);
        if (!IsSecure(address))
        {
            return plain;
        }

        var secure = new SslStream(plain);
        try
        {
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = address.IdnHost }, cancellationToken);
            return secure;
        }
        catch (Exception e) when (e is IOException or System.Security.Authentication.AuthenticationException)
        {
            await secure.DisposeAsync();
            throw Unreachable(address, "no secure connection could be made", e);
        }
    }

    /// <summary>Says which browser cannot be had: by its host alone, since the rest of the address may be secret.</summary>
    public static BrowserLostException Unreachable(Uri address, string why, Exception? cause = null) =>
        new($"The browser at {address.Host}:{address.Port} could not be connected to: {why}.", cause);

    private static bool IsSecure(Uri address) => address.Scheme is "https" or "wss";
}
