using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Runs;

/// <summary>A run as a waterfall: its steps with what was done in them, and what happened between them.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Entries">In the order of time.</param>
public sealed record TimelineView(string RunId, IReadOnlyList<TimelineEntry> Entries)
{
    /// <summary>Steps, repeats not counted.</summary>
    public required int Steps { get; init; }

    /// <summary>Actions of all steps.</summary>
    public required int Actions { get; init; }

    /// <summary>How long the run takes, or has taken so far.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Whether it goes on.</summary>
    public required bool IsLive { get; init; }

    /// <summary>Every step, repeats included.</summary>
    public IEnumerable<StepEntry> AllSteps => Entries.OfType<StepEntry>().SelectMany(step => step.Repeats.Prepend(step));
}

/// <summary>A line of the time line.</summary>
/// <param name="Offset">Since the run began.</param>
public abstract record TimelineEntry(TimeSpan Offset);

/// <summary>Something that happened besides the actions.</summary>
/// <param name="Offset">Since the run began.</param>
/// <param name="Tone">Of what kind.</param>
/// <param name="Text">In words.</param>
public sealed record NoteEntry(TimeSpan Offset, NoteTone Tone, string Text) : TimelineEntry(Offset);

/// <summary>Kinds of notes.</summary>
public enum NoteTone
{
    /// <summary>A plain fact.</summary>
    Fact,

    /// <summary>Something to know of.</summary>
    Notice,

    /// <summary>The run waits, or waited.</summary>
    Waiting,

    /// <summary>A person did something.</summary>
    Person,
}

/// <summary>A step.</summary>
/// <param name="Offset">Since the run began.</param>
/// <param name="Place">Its address in the run: number and repeat.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Title">What it was about.</param>
public sealed record StepEntry(TimeSpan Offset, StepPlace Place, StepStatus Status, string Title) : TimelineEntry(Offset)
{
    /// <summary>How long it took, or has taken so far.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>What its time went into.</summary>
    public required IReadOnlyList<TimePiece> Pieces { get; init; }

    /// <summary>Actions and notes, in the order of time.</summary>
    public required IReadOnlyList<TimelineEntry> Items { get; init; }

    /// <summary>The step's row.</summary>
    public required RunStep Row { get; init; }

    /// <summary>The page as the step found it: an artifact's id.</summary>
    public string? Before { get; init; }

    /// <summary>The page as it left it.</summary>
    public string? After { get; init; }

    /// <summary>Whether a model was asked.</summary>
    public bool HasPrompt { get; init; }

    /// <summary>Whether its reply was kept.</summary>
    public bool HasReply { get; init; }

    /// <summary>Whether the page's text was kept.</summary>
    public bool HasPage { get; init; }

    /// <summary>Whether its details are shown at first.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether one of its actions did not do what it was to.</summary>
    public bool HasFailedAction => Items.Any(item => item is ActionEntry { Row.Status: ActionStatus.Failed });

    /// <summary>The same step taken again.</summary>
    public IReadOnlyList<StepEntry> Repeats { get; init; } = [];

    /// <summary>Seconds that went into something.</summary>
    public TimeSpan Spent(PieceKind kind) => Pieces.Where(piece => piece.Kind == kind).Aggregate(TimeSpan.Zero, (sum, piece) => sum + piece.Length);
}

/// <summary>An action.</summary>
/// <param name="Offset">Since the run began.</param>
/// <param name="Row">Its row.</param>
/// <param name="Reason">Why, if that is not said by the step or the action before it.</param>
public sealed record ActionEntry(TimeSpan Offset, RunAction Row, string? Reason) : TimelineEntry(Offset)
{
    /// <summary>The verb, e.g. <c>click</c>.</summary>
    public string Verb => Row.Description?.Split(' ', 2)[0] ?? Row.Act;

    /// <summary>What it acts on, e.g. <c>button "Send"</c>.</summary>
    public string Target => Row.Description?.Split(' ', 2) is [_, var rest] ? rest : "";

    /// <summary>What was typed or chosen, secrets masked, if the words do not say it.</summary>
    public string? Value => (Row.Text ?? Row.Option) is { Length: > 0 } value && Row.Description?.Contains(value, StringComparison.Ordinal) != true ? value : null;
}

/// <summary>A part of a step's time.</summary>
/// <param name="Kind">What it went into.</param>
/// <param name="Offset">Since the run began.</param>
/// <param name="Length">How long.</param>
public sealed record TimePiece(PieceKind Kind, TimeSpan Offset, TimeSpan Length);

/// <summary>What time goes into.</summary>
public enum PieceKind
{
    /// <summary>Reading the page, and waiting until it settles.</summary>
    Page,

    /// <summary>The model plans.</summary>
    Model,

    /// <summary>Actions.</summary>
    Action,

    /// <summary>A person has control, or a code is waited for.</summary>
    Person,
}
