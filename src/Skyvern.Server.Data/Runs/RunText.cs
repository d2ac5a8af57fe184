namespace Skyvern.Server.Data.Runs;

/// <summary>
/// What searches look at of a run: title, address, id and prompt, folded, one a line. It stands apart because it is written once, while the
/// run itself changes often.
/// </summary>
internal sealed class RunText
{
    /// <summary>A number, by which SQLite's index of texts knows the row.</summary>
    public long Id { get; init; }

    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>Its tenant.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>The texts.</summary>
    public required string Text { get; init; }
}
