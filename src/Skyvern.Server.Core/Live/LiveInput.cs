namespace Skyvern.Server.Core.Live;

/// <summary>Something that a person did: places are in pixels of the frames; modifiers are the bits 1 Alt, 2 Ctrl, 4 Meta, 8 Shift.</summary>
public abstract record LiveInput
{
    private protected LiveInput()
    {
    }
}

/// <summary>The mouse was moved, or a button went down or up.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="X">Where.</param>
/// <param name="Y">Where.</param>
/// <param name="Button">The button.</param>
/// <param name="ClickCount">1 for a click, 2 for the second one of a double click.</param>
/// <param name="Modifiers">Keys held.</param>
public sealed record MouseInput(MouseInputKind Kind, double X, double Y, MouseInputButton Button, int ClickCount, int Modifiers) : LiveInput;

/// <summary>The wheel was turned.</summary>
/// <param name="X">Where the mouse is.</param>
/// <param name="Y">Where the mouse is.</param>
/// <param name="DeltaX">Pixels to the right.</param>
/// <param name="DeltaY">Pixels down.</param>
/// <param name="Modifiers">Keys held.</param>
public sealed record WheelInput(double X, double Y, double DeltaX, double DeltaY, int Modifiers) : LiveInput;

/// <summary>A key went down or up.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Key">Its meaning, such as <c>a</c> or <c>Enter</c>.</param>
/// <param name="Code">The key itself, such as <c>KeyA</c>.</param>
/// <param name="Text">The character it writes; null: none.</param>
/// <param name="VirtualKey">Its Windows key code; null: found by its meaning.</param>
/// <param name="Modifiers">Keys held.</param>
public sealed record KeyInput(KeyInputKind Kind, string Key, string Code, string? Text, int? VirtualKey, int Modifiers) : LiveInput;

/// <summary>Text was entered at once: pasted, or composed by an input method.</summary>
/// <param name="Text">The text.</param>
public sealed record TextInput(string Text) : LiveInput;

/// <summary>An address was entered.</summary>
/// <param name="Url">The address.</param>
public sealed record NavigateInput(string Url) : LiveInput;

/// <summary>Back in the tab's history.</summary>
public sealed record BackInput : LiveInput;

/// <summary>Forward in the tab's history.</summary>
public sealed record ForwardInput : LiveInput;

/// <summary>The page once more.</summary>
public sealed record ReloadInput : LiveInput;

/// <summary>Buttons that are still pressed are let go: nobody holds them any more.</summary>
public sealed record LetGoInput : LiveInput;

/// <summary>What the mouse did.</summary>
public enum MouseInputKind
{
    /// <summary>It was moved.</summary>
    Moved,

    /// <summary>A button went down.</summary>
    Pressed,

    /// <summary>A button went up.</summary>
    Released,
}

/// <summary>Buttons of a mouse.</summary>
public enum MouseInputButton
{
    /// <summary>None.</summary>
    None,

    /// <summary>The left one.</summary>
    Left,

    /// <summary>The right one.</summary>
    Right,

    /// <summary>The middle one.</summary>
    Middle,
}

/// <summary>What a key did.</summary>
public enum KeyInputKind
{
    /// <summary>It went down, and writes its text.</summary>
    Down,

    /// <summary>It went up.</summary>
    Up,

    /// <summary>It went down and writes nothing.</summary>
    RawDown,
}
