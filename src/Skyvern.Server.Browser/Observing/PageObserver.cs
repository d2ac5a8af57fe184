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

    /// <summary>How deep closed shadow trees may lie in each other.</summary>
    private const int MostDepth = 4;

    private const int FewControls = 5;
    private const int LittleText = 200;

    private static readonly TimeSpan MainDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProbeDeadline = TimeSpan.FromSeconds(3);

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
            View = ViewOf(main),
            Lines = lines,
            Elements = assembly.Elements,
            Alerts = assembly.Alerts,
            NeedsPicture = NeedsPicture(reading, assembly.Lines),
            Fingerprint = Fingerprints.State(main.Url, lines),
            FullFingerprint = Fingerprints.Full(main.Url, lines),
        };
    }

    /// <summary>Reads the whole tab for extraction.</summary>
    /// <exception cref="TimeoutException">The page does not answer.</exception>
    public Task<PageContent> ReadContentAsync(SessionPage page, CancellationToken cancellationToken) =>
        PageReading.RetryAsync(() => ContentReader.ReadAsync(page, LogFrameSilent, cancellationToken), page, cancellationToken);

    /// <summary>Hardly any text, or a picture that controls say little about.</summary>
    private static bool NeedsPicture(IReadOnlyList<FrameReading> reading, IReadOnlyList<PageLine> lines) =>
        lines.Count(line => line.Kind == LineKind.Control) < FewControls
        && (reading.Any(frame => frame.Reply?.HasPicture == true) || lines.Sum(line => line.Kind == LineKind.Mark ? 0 : line.Text.Length) < LittleText);

    private static string ViewOf(ObservedFrame main)
    {
        var controls = main.AboveControls + main.BelowControls;
        return $"{main.Top}-{Math.Min(main.Bottom, main.Height)} of {main.Height} px; above {main.Above}, below {main.Below} lines"
            + (controls > 0 ? $", {controls} of them controls" : "")
            + (main.Above + main.Below > 0 ? " (scroll or find)" : "");
    }

    private async Task<IReadOnlyList<FrameReading>> ReadAsync(SessionPage page, CancellationToken cancellationToken)
    {
        var scripts = PageScripts.Of(page);
        var frames = await scripts.Frames.ReadAsync(cancellationToken);
        var readings = await Task.WhenAll(frames.Select(frame => ReadFrameAsync(page, scripts, frame, cancellationToken)));
        return await Task.WhenAll(readings.Select(reading => WithOwnerAsync(scripts, reading, readings, cancellationToken)));
    }

    /// <summary>A parent with frames in shadow trees does not list them all: then each is found by its element.</summary>
    private static async Task<FrameReading> WithOwnerAsync(
        PageScripts scripts, FrameReading reading, FrameReading[] all, CancellationToken cancellationToken)
    {
        var parent = all.FirstOrDefault(other => other.Frame == reading.Frame.Parent);
        if (parent?.Reply is not { } reply || reading.Frame.Id.Length == 0 || reply.FrameCount == all.Count(other => other.Frame.Parent == parent.Frame))
        {
            return reading;
        }

        try
        {
            return reading with { Owner = await new WorldObjects(scripts, parent.Frame, ProbeDeadline, cancellationToken).OwnerNumberAsync(reading.Frame) };
        }
        catch (Exception e) when (e is TimeoutException or FrameGoneException or PlaywrightException)
        {
            // The frame has gone since.
            return reading;
        }
    }

    private async Task<FrameReading> ReadFrameAsync(
        SessionPage page, PageScripts scripts, PageFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            var reply = await ObserveFrameAsync(page, scripts, frame, again: false, cancellationToken);
            for (var depth = 0; depth < MostDepth && reply.Probes > 0; depth++)
            {
                if (!await ProbeAsync(scripts, frame, cancellationToken))
                {
                    break;
                }

                reply = await ObserveFrameAsync(page, scripts, frame, again: true, cancellationToken);
            }

            return new FrameReading(frame, reply);
        }
        catch (Exception e) when (frame.Parent is not null && (e is TimeoutException or FrameGoneException))
        {
            // One frame that hangs or goes away must not hide the others; its line says so.
            LogFrameSilent(e, frame.Key);
            return new FrameReading(frame, null);
        }
    }

    private static async Task<ObservedFrame> ObserveFrameAsync(
        SessionPage page, PageScripts scripts, PageFrame frame, bool again, CancellationToken cancellationToken)
    {
        var request = new { last = page.Refs.Last(frame.Key), margin = Margin, again };
        var reply = await scripts.CallAnyAsync<ObservedFrame>(frame, "observe", request, MainDeadline, TimeSpan.Zero, cancellationToken);
        page.Refs.Advance(frame.Key, reply.Last);
        return reply;
    }

    private async Task<bool> ProbeAsync(PageScripts scripts, PageFrame frame, CancellationToken cancellationToken)
    {
        try
        {
            return await new WorldObjects(scripts, frame, ProbeDeadline, cancellationToken).AnswerProbesAsync();
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            // An element has gone meanwhile, or the page is busy: what has been read without an answer still holds.
            LogProbesUnanswered(e, frame.Key);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The probes of frame {Frame} got no answer.")]
    private partial void LogProbesUnanswered(Exception exception, string frame);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Frame {Frame} could not be read.")]
    private partial void LogFrameSilent(Exception exception, string frame);
}
