using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Sessions;

namespace Skyvern.Server.Live;

/// <summary>Shows one browser to one page until it is over, and takes the person's mouse and keyboard while they have control.</summary>
internal sealed partial class PageStream(LiveWait wait, OpenSessions sessions, IOptions<LiveOptions> options, TimeProvider time, ILogger<PageStream> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Serves until there is nothing more to see, and says so; false when another process holds the browser.</summary>
    public async Task<bool> RunAsync(LiveSocket socket, LiveKind kind, LivePerson person, string id, CancellationToken cancellationToken)
    {
        var told = "";
        for (var wasSeen = false; ;)
        {
            var (browser, end) = await wait.ForAsync(kind, person.OrganizationId, id, wasSeen, cancellationToken, TellAsync);
            if (browser is not null)
            {
                (wasSeen, told) = (true, "");
                await ShowAsync(socket, browser, person, id, cancellationToken);
            }
            else if (end == LiveWait.Elsewhere)
            {
                return false;
            }
            else if (end != LiveWait.TimedOut)
            {
                await socket.SendAsync(PageMessages.Ended(end));
                return true;
            }
        }

        async Task TellAsync(string status)
        {
            if (status != told)
            {
                told = status;
                await socket.SendAsync(PageMessages.Waiting(status));
            }
        }
    }

    private async Task ShowAsync(LiveSocket socket, ShownBrowser browser, LivePerson person, string id, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, browser.Gone);
        await using var seat = new InputSeat(socket, browser, person.Name, either.Token);
        using var joined = browser.Browser.Audience.Join();
        using var view = new PageView(socket, browser, seat, time);
        try
        {
            await socket.SendAsync(PageMessages.Open(options.Value.Intervention));
            var watching = view.RunAsync(either.Token);
            var working = TakeInputAsync(socket, seat, view, id, either.Token);
            await Task.WhenAny(watching, working);
            await either.CancelAsync();
            await Task.WhenAll(watching, working);
        }
        catch (Exception e) when (e is not OperationCanceledException || (!socket.Closed.IsCancellationRequested && !cancellationToken.IsCancellationRequested))
        {
            if (e is not (OperationCanceledException or BrowserLostException))
            {
                LogBroke(e);
            }
        }

        // The browser closed, and whoever shows it will notice in a moment.
        await Task.Delay(Pause, time, cancellationToken);
    }

    private async Task TakeInputAsync(LiveSocket socket, InputSeat seat, PageView view, string id, CancellationToken cancellationToken)
    {
        await foreach (var message in socket.Messages.ReadAllAsync(cancellationToken))
        {
            if (options.Value.Intervention)
            {
                sessions.Touch(id); // nothing happens where the id is a run's
                var had = seat.HasControl;
                await seat.TakeAsync(message);
                if (seat.HasControl != had)
                {
                    view.Tell();
                }
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The live view of a browser broke.")]
    private partial void LogBroke(Exception cause);
}

/// <summary>Who looks at a page.</summary>
/// <param name="OrganizationId">Their organization.</param>
/// <param name="Name">What others see of them.</param>
internal sealed record LivePerson(string OrganizationId, string Name);
