using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>What an in-page function says about an element.</summary>
internal sealed record ElementReply
{
    /// <summary>A word of <see cref="ActionResult.Word"/>; null when the server has to go on (see <see cref="Need"/>).</summary>
    public string? Code { get; init; }

    /// <summary>In words.</summary>
    public string Message { get; init; } = "";

    /// <summary>What the server has to do that a page cannot, e.g. type, typeahead, choose, date.</summary>
    public string? Need { get; init; }

    /// <summary>Role and name.</summary>
    public string? Target { get; init; }

    /// <summary>XPath.</summary>
    public string? XPath { get; init; }

    /// <summary>The point to click, in the frame's viewport.</summary>
    public double X { get; init; }

    /// <inheritdoc cref="X"/>
    public double Y { get; init; }

    /// <summary>What the control holds.</summary>
    public string? Value { get; init; }

    /// <summary>Whether the value must not be shown.</summary>
    public bool Secret { get; init; }

    /// <summary>Whether the element took the focus.</summary>
    public bool Focused { get; init; }

    /// <summary>Whether its value cannot be changed.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>How many fields are set.</summary>
    public int Done { get; init; }

    /// <summary>What the fields hold that are set.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>How many options are shown.</summary>
    public int Count { get; init; }

    /// <summary>Ref number of the option that is meant.</summary>
    public int Option { get; init; }

    /// <summary>Whether that option is chosen already.</summary>
    public bool Chosen { get; init; }

    /// <summary>Whether a better option could still turn up.</summary>
    public bool Weak { get; init; }

    /// <summary>Whether the list scrolls, so that more options may follow.</summary>
    public bool Scrolls { get; init; }

    /// <summary>Whether the list holds only the options that are in view.</summary>
    public bool Virtual { get; init; }

    /// <summary>Ref number of the field that filters the list; 0 where there is none.</summary>
    public int Filter { get; init; }

    /// <summary>Whether a list or a calendar is open.</summary>
    public bool Open { get; init; }

    /// <summary>Ref numbers of options that open a further list.</summary>
    public IReadOnlyList<int> Refs { get; init; } = [];

    /// <summary>Other texts to search by.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Whether the field takes several values.</summary>
    public bool Multiple { get; init; }

    /// <summary>The values one by one.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Whether the field makes an entry of any text.</summary>
    public bool Tags { get; init; }

    /// <summary>Dates as yyyy-mm-dd.</summary>
    public IReadOnlyList<string> Dates { get; init; } = [];

    /// <summary>The date as the field wants it typed.</summary>
    public string? Text { get; init; }

    /// <summary>Whether this step in a calendar is the last: the day itself.</summary>
    public bool Last { get; init; }

    /// <summary>Where a slider is.</summary>
    public double? Now { get; init; }

    /// <summary>Where a slider shall be.</summary>
    public double? Goal { get; init; }

    /// <summary>Ref numbers of several elements that are meant, in order.</summary>
    public IReadOnlyList<int> Options { get; init; } = [];

    /// <summary>Whether the code is ok.</summary>
    public bool IsOk => Code == "ok";

    /// <summary>As the result of an action.</summary>
    public ActionResult ToResult(string? message = null) =>
        new(ToCode(Code), message ?? Message) { Target = Target, XPath = XPath };

    private static ActionCode ToCode(string? word) => word switch
    {
        "ok" => ActionCode.Ok,
        "no_change" => ActionCode.NoChange,
        "not_found" => ActionCode.NotFound,
        "covered" => ActionCode.Covered,
        "disabled" => ActionCode.Disabled,
        "not_committed" => ActionCode.NotCommitted,
        "invalid_value" => ActionCode.InvalidValue,
        "no_match" => ActionCode.NoMatch,
        _ => ActionCode.Failed,
    };
}
