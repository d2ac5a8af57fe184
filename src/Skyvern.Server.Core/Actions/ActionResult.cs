namespace Skyvern.Server.Core.Actions;

/// <summary>What became of an action, for the planner, the record and the batch rules.</summary>
/// <param name="Code">The case.</param>
/// <param name="Message">In words, e.g. the value read back or the nearest options; empty when the code says it all.</param>
public sealed record ActionResult(ActionCode Code, string Message = "")
{
    /// <summary>Whether the action took effect.</summary>
    public bool Succeeded => Code is ActionCode.Ok or ActionCode.NoChange or ActionCode.Navigated or ActionCode.Dialog or ActionCode.Download or ActionCode.Popup;

    /// <summary>Whether later actions of the batch may still rely on their refs: only after plain ok without a new document, tab or dialog.</summary>
    public bool EndsBatch => Code != ActionCode.Ok;

    /// <summary>Text the action returns to the planner (find, read).</summary>
    public string? Text { get; init; }

    /// <summary>How many fields of a fill had taken their value when it stopped; null where nothing stopped half-way.</summary>
    public int? FieldsSet { get; init; }

    /// <summary>Names of files whose download the action started.</summary>
    public IReadOnlyList<string> Downloads { get; init; } = [];

    /// <summary>What the element was, for the record, e.g. <c>button "Send"</c>.</summary>
    public string? Target { get; init; }

    /// <summary>XPath of the element.</summary>
    public string? XPath { get; init; }

    /// <summary>The code's word in prompts and rows, e.g. <c>not_found</c>.</summary>
    public string Word => Words[(int)Code];

    private static readonly string[] Words =
    [
        "ok", "no_change", "not_found", "covered", "disabled", "not_committed", "invalid_value", "no_match",
        "navigated", "dialog", "download", "popup", "blocked", "timeout", "skipped", "failed",
    ];
}
