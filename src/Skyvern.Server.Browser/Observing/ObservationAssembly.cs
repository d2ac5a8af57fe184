using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Observing;

/// <summary>Puts the frames' readings together: lines of a frame go where the frame stands in its parent.</summary>
internal sealed class ObservationAssembly
{
    private const int UrlLength = 120;

    private readonly IReadOnlyList<FrameReading> _readings;
    private readonly List<PageLine> _lines = [];
    private readonly List<PageElement> _elements = [];
    private readonly List<string> _alerts = [];
    private readonly HashSet<FrameReading> _placed = [];

    /// <summary>Puts the readings together; the first is the main frame's.</summary>
    public ObservationAssembly(IReadOnlyList<FrameReading> readings)
    {
        _readings = readings;
        Add(readings[0], shown: true);
    }

    /// <summary>All lines of what is shown, not yet cut.</summary>
    public IReadOnlyList<PageLine> Lines => _lines;

    /// <summary>All controls.</summary>
    public IReadOnlyList<PageElement> Elements => _elements;

    /// <summary>Alerts and error texts.</summary>
    public IReadOnlyList<string> Alerts => _alerts;

    private void Add(FrameReading reading, bool shown)
    {
        if (!_placed.Add(reading) || reading.Reply is not { } reply)
        {
            return;
        }

        _alerts.AddRange(reply.Alerts);
        var nextControl = 0;
        var nextLine = 0;
        foreach (var inner in reply.Frames)
        {
            AddLines(reading, reply, ref nextLine, inner.Line, shown);
            AddElements(reading, reply, ref nextControl, inner.Control, shown);
            AddInner(reading, inner, shown);
        }

        AddLines(reading, reply, ref nextLine, reply.Lines.Count, shown);
        AddElements(reading, reply, ref nextControl, reply.Controls.Count, shown);
        if (reply.Unlisted > 0 && shown)
        {
            _lines.Add(new PageLine(LineKind.Mark, $"... {reply.Unlisted} more controls, use find"));
        }

        if (reading.Frame.Parent is not null && shown && reply.Above + reply.Below > 0)
        {
            _lines.Add(new PageLine(LineKind.Mark, $"... {CountOf(reply.Above + reply.Below, reply.AboveControls + reply.BelowControls)} in frame {reading.Frame.Key}, scroll or find"));
        }
    }

    private void AddInner(FrameReading parent, ObservedInnerFrame inner, bool shown)
    {
        var child = _readings.FirstOrDefault(reading =>
            reading.Frame.Parent == parent.Frame && (reading.Owner > 0 ? reading.Owner == inner.Owner : reading.Frame.Index == inner.Index));
        if (child is null)
        {
            return;
        }

        var innerShown = shown && inner is { Place: 0, Behind: 0 };
        if (StateOf(child, inner) is { } state && (innerShown || (shown && child.Reply?.Controls.Count > 0)))
        {
            var name = inner.Name.Length > 0 ? $" \"{inner.Name}\"" : "";
            _lines.Add(new PageLine(LineKind.Mark, $"frame {child.Frame.Key}{name} {Short(child.Frame.Url)}{state}"));
        }

        Add(child, innerShown);
    }

    /// <summary>What its line says of a frame besides its name; null when it has nothing to show.</summary>
    private static string? StateOf(FrameReading frame, ObservedInnerFrame inner) => (frame.Reply, frame.Frame) switch
    {
        (_, { State: FrameState.Failed }) => " could not be loaded",
        (null, _) => " did not answer",
        ({ Controls.Count: var controls and > 0 }, _) when inner.Behind > 0 => $": {Controls(controls)} behind the dialog",
        ({ Controls.Count: var controls and > 0 }, _) when inner.Place != 0 => $": {Controls(controls)} {(inner.Place < 0 ? "above" : "below")}",
        ({ Lines.Count: 0, Url: "about:blank" }, _) when inner.Loads > 0 => " has not loaded yet",
        ({ Lines.Count: 0, Above: 0, Below: 0 }, _) => null,
        _ => "",
    };

    private static string CountOf(int lines, int controls) => $"{lines} more {(lines == 1 ? "line" : "lines")}{(controls > 0 ? $" ({Controls(controls)})" : "")}";

    private static string Controls(int count) => count == 1 ? "1 control" : $"{count} controls";

    private void AddLines(FrameReading reading, ObservedFrame reply, ref int next, int end, bool shown)
    {
        for (; next < end; next++)
        {
            if (shown)
            {
                _lines.Add(ToLine(reading.Frame.Key, reply.Lines[next]));
            }
        }
    }

    /// <summary>A line as it is printed.</summary>
    public static PageLine ToLine(string frameKey, ObservedLine line)
    {
        var group = line.Group > 0 ? $"{frameKey}.{line.Group}" : "";
        var (kind, text) = line.Kind switch
        {
            "c" => (LineKind.Control, $"{(line.IsNew == 1 ? "*" : "")}{frameKey}e{line.Ref} {line.Text}"),
            "h" => (LineKind.Heading, line.Text),
            "r" => (LineKind.Row, line.Text),
            "a" => (LineKind.Alert, line.Text),
            "t" => (LineKind.Text, LineGuard.Text(line.Text)),
            _ => (LineKind.Mark, line.Text),
        };
        return new PageLine(kind, text, line.OffScreen == 1, group, line.Item);
    }

    private void AddElements(FrameReading reading, ObservedFrame reply, ref int next, int end, bool shown)
    {
        for (; next < end; next++)
        {
            _elements.Add(ToElement(reading.Frame, reply, reply.Controls[next], shown));
        }
    }

    private static PageElement ToElement(PageFrame place, ObservedFrame frame, ObservedControl control, bool shown) => new()
    {
        Ref = $"{place.Key}e{control.Ref}",
        Role = control.Role,
        Name = control.Name ?? "",
        Value = control.Value,
        States = control.States ?? [],
        Options = control.Options ?? [],
        Type = control.Type ?? "",
        FieldName = control.FieldName ?? "",
        AutoComplete = control.AutoComplete ?? "",
        Placeholder = control.Placeholder ?? "",
        Group = control.Group ?? "",
        Context = control.Context is { } context ? frame.Contexts[context] : "",
        Href = control.Href,
        FrameUrl = AddressOf(place),
        Form = control.Form is { } form ? new PageForm(place.Key + frame.Forms[form].Id, frame.Forms[form].Method, frame.Forms[form].HasPassword) : null,
        Submits = control.Submits == 1,
        InView = shown && control.InView == 1,
        IsNew = control.IsNew == 1,
    };

    /// <summary>Frames made by script or srcdoc have no address of their own and belong to the document around them.</summary>
    private static string? AddressOf(PageFrame frame) =>
        frame.Parent is not { } parent ? null : frame.Url.StartsWith("about:", StringComparison.Ordinal) || frame.Url.Length == 0 ? AddressOf(parent) : frame.Url;

    private static string Short(string url) => url.Length > UrlLength ? url[..UrlLength] + "…" : url;
}
