using System.Net;
using System.Net.Sockets;

namespace Skyvern.Server.Testing;

/// <summary>
/// A port of 127.0.0.1 on which nobody listens: connections are refused. As long as it is held nobody else gets it, neither to listen on
/// nor to connect from, until a test itself starts a server on it.
/// </summary>
public sealed class HeldPort : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public HeldPort() => _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>Where a <see cref="WebhookReceiver"/> on it would be.</summary>
    public string Url => $"http://127.0.0.1:{Port}/hook";

    public void Dispose() => _socket.Dispose();
}
