using System.Net.Sockets;

namespace Skyvern.Server.Browser.Egress;

/// <summary>One request and its answer over a connection to the host.</summary>
internal sealed class EgressExchange(
    MessageHead request, (NetworkStream Stream, WireReader Reader) client, (NetworkStream Stream, WireReader Reader) host)
{
    private bool _sent;

    /// <summary>Whether part of an answer has gone to the browser: then it is too late for a page about a problem.</summary>
    public bool AnswerBegan { get; private set; }

    /// <summary>Passes the request on and the answer back.</summary>
    /// <returns>Whether another request may follow on the browser's connection.</returns>
    public async Task<bool> RunAsync(RequestTarget target, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = $"{request.FirstLine[0]} {target.PathAndQuery} HTTP/1.1";
        var head = request.IsUpgrade
            ? request.ToBytes(first, keepUpgrade: true, ("Host", target.Address.Authority))
            : request.ToBytes(first, keepUpgrade: false, ("Host", target.Address.Authority), ("Connection", "close"));
        await host.Stream.WriteAsync(head, ending.Token);

        var sending = SendBodyAsync(ending);
        try
        {
            return await AnswerAsync(ending.Token) && _sent && request.KeepsAlive;
        }
        finally
        {
            await ending.CancelAsync();
            await sending;
        }
    }

    /// <summary>Sends the body, then watches whether the browser gives up, so that the host is not kept busy for nobody.</summary>
    private async Task SendBodyAsync(CancellationTokenSource ending)
    {
        try
        {
            await MessageBody.CopyRequestAsync(request, client.Reader, host.Stream, ending.Token);
            _sent = true;
            if (!request.IsUpgrade)
            {
                await client.Reader.WatchForEndAsync(ending.Token);
                await ending.CancelAsync();
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // A host may answer (too large, not allowed) and close before it has read all: leave it a moment to be read.
            ending.CancelAfter(TimeSpan.FromSeconds(_sent ? 0 : 2));
        }
        catch (OperationCanceledException)
        {
            // The answer is complete.
        }
    }

    private async Task<bool> AnswerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var text = await host.Reader.ReadHeadAsync(cancellationToken) ?? throw new WireException("The host closed without an answer.");
            var answer = MessageHead.Parse(text);
            var first = string.Join(' ', answer.FirstLine);
            if (answer.Status == 101 && request.IsUpgrade)
            {
                await WriteAsync(answer.ToBytes(first, keepUpgrade: true));
                await Tunnel.RunAsync(client, host, cancellationToken);
                return false;
            }

            if (answer.Status < 200)
            {
                await WriteAsync(answer.ToBytes(first, keepUpgrade: false));
                continue;
            }

            var hasBody = request.FirstLine[0] != "HEAD" && answer.Status is not (204 or 304);
            var endsByClose = hasBody && !answer.IsChunked && answer.Length is null;
            await WriteAsync(endsByClose ? answer.ToBytes(first, keepUpgrade: false, ("Connection", "close")) : answer.ToBytes(first, keepUpgrade: false));
            if (hasBody)
            {
                await MessageBody.CopyAnswerAsync(answer, host.Reader, client.Stream, cancellationToken);
            }

            return !endsByClose;
        }

        ValueTask WriteAsync(byte[] bytes)
        {
            AnswerBegan = true;
            return client.Stream.WriteAsync(bytes, cancellationToken);
        }
    }
}
