using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Live;

/// <summary>Takes one client's mouse and keyboard to one browser.</summary>
internal sealed partial class InputStream(LiveWait wait, OpenSessions sessions, ILogger<InputStream> logger)
{
    private const int NotFound = 4404;
    private const int TimedOut = 4408;
    private const int Closing = 4409;
    private const int NoPage = 4410;
    private const int Failed = 4411;

    /// <summary>Takes input until the client or the browser goes, then closes with the code for it; false when another process holds the browser.</summary>
    public async Task<bool> RunAsync(LiveSocket socket, LiveKind kind, string organizationId, string id, string clientId, CancellationToken cancellationToken)
    {
        if (await TryServeAsync(socket, kind, organizationId, id, clientId, cancellationToken) is not { } end)
        {
            return false;
        }

        await socket.CloseAsync(end.Code, end.Words);
        return true;
    }

    private async Task<(int Code, string Words)?> TryServeAsync(
        LiveSocket socket, LiveKind kind, string organizationId, string id, string clientId, CancellationToken cancellationToken)
    {
        try
        {
            return await ServeAsync(socket, kind, organizationId, id, clientId, cancellationToken);
        }
        catch (BrowserLostException)
        {
            return (NoPage, "Its browser has no page any more.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The outermost frame of a person's input: the run goes on without it.
            LogBroke(e, id);
            return (Failed, "The input could not be passed on.");
        }
    }

    private async Task<(int Code, string Words)?> ServeAsync(
        LiveSocket socket, LiveKind kind, string organizationId, string id, string clientId, CancellationToken cancellationToken)
    {
        var (browser, end) = await wait.ForAsync(kind, organizationId, id, wasSeen: false, cancellationToken);
        if (browser is null)
        {
            return end switch
            {
                LiveWait.Elsewhere => null,
                LiveWait.NotFound => (NotFound, "There is nothing with this id."),
                LiveWait.TimedOut => (TimedOut, "Its browser did not open in time."),
                _ => (Closing, $"It is over: {end}."),
            };
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, browser.Gone);
        await using var seat = new InputSeat(socket, browser, clientId, either.Token);
        try
        {
            await socket.SendAsync(LiveMessages.Ready);
            await foreach (var message in socket.Messages.ReadAllAsync(either.Token))
            {
                sessions.Touch(id); // nothing happens where the id is a run's
                await seat.TakeAsync(message);
            }

            return (LiveConnections.NormalClosure, "");
        }
        catch (OperationCanceledException) when (browser.Gone.IsCancellationRequested)
        {
            return (Closing, "Its browser is closing.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Input to the browser of {Id} broke.")]
    private partial void LogBroke(Exception cause, string id);
}
