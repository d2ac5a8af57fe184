namespace Skyvern.Server.Browser.Observing;

/// <summary>A line of an observation before the budget is applied.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it will be printed.</param>
/// <param name="OffScreen">Whether it lies outside of the viewport proper.</param>
/// <param name="Group">The repeated list it belongs to; empty when none.</param>
/// <param name="Item">Which item of that list.</param>
internal sealed record PageLine(LineKind Kind, string Text, bool OffScreen = false, string Group = "", int Item = 0);

/// <summary>What a line is: decides what goes first when there are too many.</summary>
internal enum LineKind
{
    /// <summary>Plain text.</summary>
    Text,

    /// <summary>A row of a table.</summary>
    Row,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>A control with its ref.</summary>
    Control,

    /// <summary>An alert or error text.</summary>
    Alert,

    /// <summary>A dialog, a frame, or a count of what was left out.</summary>
    Mark,
}
