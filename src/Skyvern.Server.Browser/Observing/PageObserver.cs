using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Browser.Settling;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Observing;

/// <summary>Reads what a planner sees of a tab: all frames at once, each with a limit of its own.</summary>
internal sealed partial class PageObserver(ILogger<PageObserver> logger)
{
    /// <summary>How far around the viewport controls and text are shown, in pixels.</summary>
    private const int Margin = 300;

    private static readonly TimeSpan MainDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FrameDeadline = TimeSpan.FromSeconds(1.5);

    /// <summary>Prepares a context; before its first page.</summary>
    public static Task InstallAsync(IBrowserContext context) => Settle.InstallAsync(context);

    /// <summary>Reads the tab.</summary>
    /// <exception cref="TimeoutException">The page does not answer.</exception>
    public async Task<Observation> ObserveAsync(SessionPage page, ObservationInputs inputs, CancellationToken cancellationToken)
    {
        var reading = await PageReading.RetryAsync(() => ReadAsync(page, cancellationToken), page, cancellationToken);
        var assembly = new ObservationAssembly(reading);
        var main = reading[0].Reply!;
        page.Title = main.Title;
        var lines = LineBudget.Apply(assembly.Lines);
        return new Observation
        {
            Url = main.Url,
            Title = main.Title,
            Tabs = inputs.Tabs,
            Notes = inputs.Notes,
            View = $"{main.Top}-{Math.Min(main.Bottom, main.Height)} of {main.Height} px; above {main.Above}, below {main.Below} lines"
                + (main.Above + main.Below > 0 ? " (scroll or find)" : ""),
            Lines = lines,
            Elements = assembly.Elements,
            Alerts = assembly.Alerts,
            Fingerprint = Fingerprints.State(main.Url, lines),
            FullFingerprint = Fingerprints.Full(main.Url, lines),
        };
    }

    /// <summary>Reads the whole tab for extraction.</summary>
    /// <exception cref="TimeoutException">The page does not answer.</exception>
    public Task<PageContent> ReadContentAsync(SessionPage page, CancellationToken cancellationToken) =>
        PageReading.RetryAsync(() => ContentReader.ReadAsync(page, LogFrameSilent, cancellationToken), page, cancellationToken);

    private async Task<IReadOnlyList<FrameReading>> ReadAsync(SessionPage page, CancellationToken cancellationToken)
    {
        var scripts = PageScripts.Of(page);
        var frames = await scripts.Frames.ReadAsync(cancellationToken);
        return await Task.WhenAll(frames.Select(frame => ReadFrameAsync(page, scripts, frame, cancellationToken)));
    }

    private async Task<FrameReading> ReadFrameAsync(
        SessionPage page, PageScripts scripts, PageFrame frame, CancellationToken cancellationToken)
    {
        var request = new { last = page.Refs.Last(frame.Key), margin = Margin };
        try
        {
            var deadline = frame.Parent is null ? MainDeadline : FrameDeadline;
            var reply = await scripts.CallAsync<ObservedFrame>(frame, "observe", request, deadline, cancellationToken);
            page.Refs.Advance(frame.Key, reply.Last);
            return new FrameReading(frame, reply);
        }
        catch (Exception e) when (frame.Parent is not null && (e is TimeoutException or FrameGoneException))
        {
            // One frame that hangs or goes away must not hide the others; its line says so.
            LogFrameSilent(e, frame.Key);
            return new FrameReading(frame, null);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Frame {Frame} could not be read.")]
    private partial void LogFrameSilent(Exception exception, string frame);
}
