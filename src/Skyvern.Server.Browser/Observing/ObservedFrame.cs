using System.Text.Json.Serialization;

namespace Skyvern.Server.Browser.Observing;

/// <summary>What observe.js says of one frame.</summary>
internal sealed record ObservedFrame(
    string Url,
    string Title,
    IReadOnlyList<ObservedLine> Lines,
    IReadOnlyList<ObservedControl> Controls,
    IReadOnlyList<string> Contexts,
    IReadOnlyList<ObservedForm> Forms,
    IReadOnlyList<ObservedInnerFrame> Frames,
    int FrameCount,
    IReadOnlyList<string> Alerts,
    int Above,
    int AboveControls,
    int Below,
    int BelowControls,
    int Unlisted,
    bool HasPicture,
    int Probes,
    int Top,
    int Bottom,
    int Height,
    int Width,
    int Last);

/// <summary>One line. Kind: c control, t text, h heading, r row, a alert, d dialog, m mark.</summary>
internal sealed record ObservedLine(
    [property: JsonPropertyName("k")] string Kind,
    [property: JsonPropertyName("s")] string Text,
    [property: JsonPropertyName("r")] int Ref,
    [property: JsonPropertyName("n")] int IsNew,
    [property: JsonPropertyName("f")] int OffScreen,
    [property: JsonPropertyName("g")] int Group,
    [property: JsonPropertyName("i")] int Item);

/// <summary>One control; keys left out are empty.</summary>
internal sealed record ObservedControl(
    [property: JsonPropertyName("r")] int Ref,
    [property: JsonPropertyName("o")] string Role,
    [property: JsonPropertyName("n")] string? Name,
    [property: JsonPropertyName("v")] string? Value,
    [property: JsonPropertyName("s")] IReadOnlyList<string>? States,
    [property: JsonPropertyName("p")] IReadOnlyList<string>? Options,
    [property: JsonPropertyName("t")] string? Type,
    [property: JsonPropertyName("f")] string? FieldName,
    [property: JsonPropertyName("a")] string? AutoComplete,
    [property: JsonPropertyName("h")] string? Placeholder,
    [property: JsonPropertyName("g")] string? Group,
    [property: JsonPropertyName("u")] string? Href,
    [property: JsonPropertyName("m")] int? Form,
    [property: JsonPropertyName("c")] int? Context,
    [property: JsonPropertyName("b")] int Submits,
    [property: JsonPropertyName("w")] int InView,
    [property: JsonPropertyName("x")] int IsNew);

/// <summary>A form that controls belong to.</summary>
internal sealed record ObservedForm(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("m")] string Method,
    [property: JsonPropertyName("p")] bool HasPassword);

/// <summary>A frame within the frame: which of its parent's (or else the number of its element), and before which line its own lines go.</summary>
internal sealed record ObservedInnerFrame(
    [property: JsonPropertyName("i")] int Index,
    [property: JsonPropertyName("o")] int Owner,
    [property: JsonPropertyName("at")] int Line,
    [property: JsonPropertyName("c")] int Control,
    [property: JsonPropertyName("f")] int Place,
    [property: JsonPropertyName("b")] int Behind,
    [property: JsonPropertyName("l")] int Loads,
    [property: JsonPropertyName("n")] string Name);
