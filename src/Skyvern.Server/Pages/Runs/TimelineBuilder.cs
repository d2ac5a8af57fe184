using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Makes a run's time line of its rows.</summary>
internal sealed class TimelineBuilder
{
    private readonly RunFacts _facts;
    private readonly ILookup<string, RunAction> _actions;
    private readonly ILookup<string, Artifact> _artifacts;
    private readonly StepPieces _pieces;
    private readonly List<NoteEntry> _notes;

    private TimelineBuilder(RunFacts facts)
    {
        _facts = facts;
        _actions = facts.Actions.ToLookup(action => action.StepId);
        _artifacts = facts.Artifacts.Where(artifact => artifact.StepId is not null).ToLookup(artifact => artifact.StepId!);
        _pieces = new StepPieces(facts);
        _notes = [.. facts.Events.Select(Note).OfType<NoteEntry>()];
    }

    /// <summary>The time line.</summary>
    public static TimelineView Of(RunFacts facts) => new TimelineBuilder(facts).Build();

    private TimelineView Build()
    {
        var entries = _facts.Steps.GroupBy(step => step.Order).Select(tries => Step([.. tries])).ToList();
        var spans = entries.SelectMany(step => step.Repeats.Prepend(step)).Select(step => (From: step.Offset, To: step.Offset + step.Length)).ToList();
        var between = _notes.Where(note => !spans.Any(span => span.From <= note.Offset && note.Offset < span.To));
        return new TimelineView(_facts.Run.Id, [.. entries.Cast<TimelineEntry>().Concat(between).OrderBy(entry => entry.Offset)])
        {
            Steps = entries.Count,
            Actions = _facts.Actions.Count,
            Length = _facts.Ended - _facts.Began,
            IsLive = _facts.IsOpen,
        };
    }

    private StepEntry Step(IReadOnlyList<RunStep> tries) => Step(tries[0]) with { Repeats = [.. tries.Skip(1).Select(Step)] };

    private StepEntry Step(RunStep step)
    {
        var (from, to) = (step.CreatedAt - _facts.Began, _pieces.EndOf(step) - _facts.Began);
        var left = _artifacts[step.Id].ToLookup(artifact => artifact.Type);
        var actions = _actions[step.Id].OrderBy(action => action.Order).ToList();
        var isLast = step == _facts.Steps[^1];
        var notes = _notes.Where(note => from <= note.Offset && note.Offset < to);
        return new StepEntry(from, StepPlace.Of(step), step.Status, Title(step, actions))
        {
            Length = to - from,
            Pieces = _pieces.Of(step, actions, [.. left[ArtifactTypes.Observation], .. left[ArtifactTypes.StepScreenshot]]),
            Items = [.. Actions(step, actions).Concat<TimelineEntry>(notes).OrderBy(item => item.Offset)],
            Row = step,
            Before = left[ArtifactTypes.StepScreenshot].LastOrDefault()?.Id,
            After = (left[ArtifactTypes.ActionScreenshot].LastOrDefault() ?? (isLast ? _facts.Newest(ArtifactTypes.FinalScreenshot) : null))?.Id,
            HasPrompt = left.Contains(ArtifactTypes.Prompt),
            HasReply = left.Contains(ArtifactTypes.Reply) || left.Contains(ArtifactTypes.ParsedReply),
            HasPage = left.Contains(ArtifactTypes.Observation),
            IsOpen = isLast || step.Status == StepStatus.Failed,
        };
    }

    // All actions of a step have the plan's note as their reason: once is enough, and not at all where the step's title is the same.
    private IEnumerable<ActionEntry> Actions(RunStep step, IEnumerable<RunAction> actions) => actions.Select(action => new ActionEntry(
        (action.StartedAt ?? action.CreatedAt) - _facts.Began, action, action.Reasoning == step.Note ? null : action.Reasoning));

    private static string Title(RunStep step, List<RunAction> actions) =>
        step.Note is { Length: > 0 } note ? note
        : actions.Count > 0 ? Sentence(string.Join(", ", actions.Take(3).Select(action => action.Description ?? action.Act)) + (actions.Count > 3 ? " …" : ""))
        : step.Status == StepStatus.Running ? "Looking at the page"
        : step.Exception is null ? "Nothing was planned" : "No plan came of it";

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private NoteEntry? Note(RunEvent told) => Tone(told) is { } tone ? new NoteEntry(told.At - _facts.Began, tone, told.Message) : null;

    private static NoteTone? Tone(RunEvent told) => told.Kind switch
    {
        "run.queued" or "run.block" => null,
        "run.running" => told.Message.StartsWith("A worker", StringComparison.Ordinal) ? null : NoteTone.Notice,
        "run.waiting" or "run.resumed" => NoteTone.Waiting,
        "run.notice" => NoteTone.Notice,
        "run.control_taken" or "run.control_returned" => NoteTone.Person,
        _ when told.Kind.StartsWith("person.", StringComparison.Ordinal) => NoteTone.Person,
        _ when told.Kind.StartsWith("run.", StringComparison.Ordinal) => NoteTone.Fact,
        _ => null,
    };
}
