using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>What an in-page function says about an element.</summary>
internal sealed record ElementReply
{
    /// <summary>A word of <see cref="ActionResult.Word"/>; null when the server has to go on (see <see cref="Need"/>).</summary>
    public string? Code { get; init; }

    /// <summary>In words.</summary>
    public string Message { get; init; } = "";

    /// <summary>What the server has to do that a page cannot: type, typeahead, choose.</summary>
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

    /// <summary>Ref numbers of several elements that are meant, in order.</summary>
    public IReadOnlyList<int> Options { get; init; } = [];

    /// <summary>Whether its options are shown within it, without opening.</summary>
    public bool Inline { get; init; }

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
