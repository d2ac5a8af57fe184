namespace Skyvern.Server.Core.Browsing;

/// <summary>What a planner sees of a page.</summary>
public sealed record Observation
{
    /// <summary>Address of the current tab.</summary>
    public required string Url { get; init; }

    /// <summary>HTTP status with which the document came; null: not known.</summary>
    public int? Status { get; init; }

    /// <summary>Title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>All tabs, in order of opening.</summary>
    public IReadOnlyList<PageTab> Tabs { get; init; } = [];

    /// <summary>What happened since the last observation: dialogs, downloads, refused requests.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The VIEW line: what part of the page is shown and what lies above and below.</summary>
    public string View { get; init; } = "";

    /// <summary>The lines between PAGE and END: headings, text, controls with refs, ALERT lines. Free of control characters and line breaks.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>The controls of the whole page, those below the fold included, in document order.</summary>
    public required IReadOnlyList<PageElement> Elements { get; init; }

    /// <summary>Alerts and error texts.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];

    /// <summary>Whether the text says too little of what is to be seen: a canvas or large picture and few controls, or hardly any text.</summary>
    public bool NeedsPicture { get; init; }

    /// <summary>Hash of the lines without values and counters: is it the same page state?</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Hash of the lines with values: is anything at all different?</summary>
    public required string FullFingerprint { get; init; }

    /// <summary>The element with this ref, or null.</summary>
    public PageElement? Find(string reference) => Elements.FirstOrDefault(element => element.Ref == reference);
}

/// <summary>A tab of the run's browser.</summary>
/// <param name="Id">t1, t2 …; never re-used within a run.</param>
/// <param name="Title">Its title.</param>
/// <param name="Url">Its address.</param>
/// <param name="Current">Whether actions go to it.</param>
public sealed record PageTab(string Id, string Title, string Url, bool Current);
