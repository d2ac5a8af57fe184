using System.Text.Json.Serialization;

namespace Skyvern.Server.Core.Actions;

/// <summary>One thing the engine does in a page: a closed family, one record per action. Refs name elements of the latest observation.</summary>
/// <param name="Act">The engine's word, e.g. <c>click</c>; also the word in a model's reply.</param>
/// <param name="ActionType">The wire's word, e.g. <c>input_text</c>.</param>
public abstract record BrowserAction(string Act, string ActionType)
{
    /// <summary>The element it acts on; null where it acts on the page.</summary>
    public virtual string? TargetRef => null;

    /// <summary>Every ref it names.</summary>
    public virtual IEnumerable<string> Refs => TargetRef is { } target ? [target] : [];
}

/// <summary>Clicks an element.</summary>
/// <param name="Ref">The element.</param>
/// <param name="Mode">Which click.</param>
public sealed record ClickAction(string Ref, ClickMode Mode = ClickMode.Left) : BrowserAction("click", "click")
{
    /// <inheritdoc />
    public override string TargetRef => Ref;
}

/// <summary>Which click.</summary>
public enum ClickMode
{
    /// <summary>Once, left button.</summary>
    Left,

    /// <summary>Twice, left button.</summary>
    Double,

    /// <summary>Once, right button.</summary>
    Right,
}

/// <summary>Sets any mix of controls to desired values; each is read back; stops at the first that does not take.</summary>
/// <param name="Fields">Controls and values, in order. Check boxes take true/false, selects an option's label, dates ISO.</param>
public sealed record FillAction(IReadOnlyList<FieldValue> Fields) : BrowserAction("fill", "input_text")
{
    /// <inheritdoc />
    public override string? TargetRef => Fields.Count > 0 ? Fields[0].Ref : null;

    /// <inheritdoc />
    public override IEnumerable<string> Refs => Fields.Select(value => value.Ref);
}

/// <summary>A control and the value it shall have.</summary>
public sealed record FieldValue(string Ref, string Value);

/// <summary>Types with real key events.</summary>
/// <param name="Ref">The element.</param>
/// <param name="Text">What to type.</param>
/// <param name="Enter">Whether Enter follows.</param>
/// <param name="Append">Whether the present value stays.</param>
public sealed record TypeAction(string Ref, string Text, bool Enter = false, bool Append = false) : BrowserAction("type", "input_text")
{
    /// <inheritdoc />
    public override string TargetRef => Ref;
}

/// <summary>Chooses options of a native or ARIA select.</summary>
public sealed record SelectAction(string Ref, IReadOnlyList<string> Options) : BrowserAction("select", "select_option")
{
    /// <inheritdoc />
    public override string TargetRef => Ref;
}

/// <summary>Presses one chord, e.g. <c>Control+A</c>, on an element or the focused one.</summary>
public sealed record PressAction(string Key, string? Ref = null) : BrowserAction("press", "keypress")
{
    /// <inheritdoc />
    public override string? TargetRef => Ref;
}

/// <summary>Scrolls the page or a container.</summary>
/// <param name="To">up, down, top, bottom, or a text to bring into view.</param>
/// <param name="Ref">The container; null: the page.</param>
public sealed record ScrollAction(string To, string? Ref = null) : BrowserAction("scroll", "scroll")
{
    /// <inheritdoc />
    public override string? TargetRef => Ref;
}

/// <summary>Moves the mouse over an element, for menus that open by that.</summary>
public sealed record HoverAction(string Ref) : BrowserAction("hover", "hover")
{
    /// <inheritdoc />
    public override string TargetRef => Ref;
}

/// <summary>Drags an element onto another one.</summary>
/// <param name="Ref">What is dragged.</param>
/// <param name="ToRef">Where it is dropped.</param>
public sealed record DragAction(string Ref, string ToRef) : BrowserAction("drag", "drag")
{
    /// <inheritdoc />
    public override string TargetRef => Ref;

    /// <inheritdoc />
    public override IEnumerable<string> Refs => [Ref, ToRef];
}

/// <summary>Gives a page one of the run's own files.</summary>
/// <param name="Ref">The file input, or the button or drop zone that stands for it.</param>
/// <param name="File">Name of the file as the task lists it.</param>
public sealed record UploadAction(string Ref, string File) : BrowserAction("upload", "upload_file")
{
    /// <inheritdoc />
    public override string TargetRef => Ref;

    /// <summary>Where the file's bytes are. Set by the engine, which knows the run's files; never by a planner.</summary>
    [JsonIgnore]
    public string? Path { get; init; }
}

/// <summary>Asks for a picture of the page with the next observation.</summary>
public sealed record LookAction() : BrowserAction("look", "null_action");

/// <summary>Clicks a point of the last picture; only right after <see cref="LookAction"/>.</summary>
/// <param name="X">Pixels from the left edge of the viewport.</param>
/// <param name="Y">Pixels from its top edge.</param>
public sealed record ClickAtAction(int X, int Y) : BrowserAction("click_at", "left_mouse");

/// <summary>Enters the one-time code that the site asks for; the engine gets it, so no planner sees it.</summary>
/// <param name="Ref">The code's field, or the first of its boxes.</param>
public sealed record OtpAction(string Ref) : BrowserAction("otp", "verification_code")
{
    /// <inheritdoc />
    public override string TargetRef => Ref;

    /// <summary>The code. Set by the engine; never shown.</summary>
    [JsonIgnore]
    public string? Code { get; init; }
}

/// <summary>Types user name and password of a stored credential into the page's log-in form.</summary>
/// <param name="Credential">Name of the credential as the task lists it.</param>
public sealed record LoginAction(string Credential) : BrowserAction("login", "input_text");

/// <summary>Waits until a captcha is solved, by a solver or a person.</summary>
public sealed record CaptchaAction() : BrowserAction("captcha", "solve_captcha");

/// <summary>Opens an address in the current tab.</summary>
public sealed record GoToAction(string Url) : BrowserAction("goto", "goto_url");

/// <summary>Goes back in the tab's history.</summary>
public sealed record BackAction() : BrowserAction("back", "go_back");

/// <summary>Opens, switches to or closes a tab.</summary>
/// <param name="Op">Which.</param>
/// <param name="Id">The tab as the observation names it (t2), or for open an address; null: the current or a blank one.</param>
public sealed record TabAction(TabOperation Op, string? Id = null) : BrowserAction("tab", Op switch
{
    TabOperation.Open => "new_tab",
    TabOperation.Switch => "switch_tab",
    _ => "close_page",
});

/// <summary>What to do with a tab.</summary>
public enum TabOperation
{
    /// <summary>A new tab.</summary>
    Open,

    /// <summary>Another tab.</summary>
    Switch,

    /// <summary>Close it.</summary>
    Close,
}

/// <summary>Waits; ends early when the text appears.</summary>
/// <param name="Seconds">1 to 20.</param>
/// <param name="For">A text of the page, or null.</param>
public sealed record WaitAction(int Seconds, string? For = null) : BrowserAction("wait", "wait");

/// <summary>Looks for lines of the whole page, hidden scroll area included.</summary>
public sealed record FindAction(string Text) : BrowserAction("find", "null_action");

/// <summary>Reads the page as markdown, one part of about 4,000 tokens.</summary>
/// <param name="Part">From 1.</param>
public sealed record ReadAction(int Part = 1) : BrowserAction("read", "null_action");

/// <summary>Extracts data from the page by the run's schema, or what is described.</summary>
public sealed record ExtractAction(string What) : BrowserAction("extract", "extract");

/// <summary>Claims an end of the run; must be alone in its step. The completion gate checks it.</summary>
/// <param name="Status">completed, failed or terminated.</param>
/// <param name="Reason">Why, in plain words.</param>
/// <param name="Output">JSON text, or null: the data extracted so far.</param>
/// <param name="Errors">Keys of the run's error_code_mapping.</param>
public sealed record DoneAction(DoneStatus Status, string Reason, string? Output, IReadOnlyList<string> Errors)
    : BrowserAction("done", Status == DoneStatus.Completed ? "complete" : "terminate");

/// <summary>The end a planner claims.</summary>
public enum DoneStatus
{
    /// <summary>The goal is met.</summary>
    Completed,

    /// <summary>The planner cannot go on.</summary>
    Failed,

    /// <summary>The site makes the goal impossible.</summary>
    Terminated,
}
