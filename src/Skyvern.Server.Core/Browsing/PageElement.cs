namespace Skyvern.Server.Core.Browsing;

/// <summary>A control of a page. A ref is never re-used within a run: an old one can be missing, never wrong.</summary>
public sealed record PageElement
{
    /// <summary>e12, or f2e12 in a frame.</summary>
    public required string Ref { get; init; }

    /// <summary>textbox, combobox, checkbox, radio, button, link, file, slider, date, icon …</summary>
    public required string Role { get; init; }

    /// <summary>Accessible name, at most 80 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Present value or chosen option; *** for secrets; null where it has none.</summary>
    public string? Value { get; init; }

    /// <summary>disabled, required, readonly, checked, focused, expanded, collapsed, selected, invalid, multiple …</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Labels of a select's options (all of them; the line shows the first 8).</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The native input type (text, email, password, number, date …), or the tag name.</summary>
    public string Type { get; init; } = "";

    /// <summary>The name attribute, else the id.</summary>
    public string FieldName { get; init; } = "";

    /// <summary>The autocomplete attribute.</summary>
    public string AutoComplete { get; init; } = "";

    /// <summary>The placeholder.</summary>
    public string Placeholder { get; init; } = "";

    /// <summary>Legend of the radio group or fieldset.</summary>
    public string Group { get; init; } = "";

    /// <summary>Text of the row, card or list item it stands in, at most 200 characters: tells apart controls of one name.</summary>
    public string Context { get; init; } = "";

    /// <summary>Target of a link, absolute.</summary>
    public string? Href { get; init; }

    /// <summary>Address of the frame it is in, or of the nearest one around that has an address; null in the page itself.</summary>
    public string? FrameUrl { get; init; }

    /// <summary>The form it belongs to; null when none.</summary>
    public PageForm? Form { get; init; }

    /// <summary>Whether it submits its form.</summary>
    public bool Submits { get; init; }

    /// <summary>Whether it is within the part of the page that is shown.</summary>
    public bool InView { get; init; } = true;

    /// <summary>Whether the last observation did not have it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether it has the state.</summary>
    public bool Is(string state) => States.Contains(state, StringComparer.Ordinal);
}

/// <summary>The form that a control belongs to.</summary>
/// <param name="Id">Names the form within one observation.</param>
/// <param name="Method">get, post or dialog.</param>
/// <param name="HasPassword">Whether it asks for a password: a log-in rather than a write.</param>
public sealed record PageForm(string Id, string Method, bool HasPassword);
