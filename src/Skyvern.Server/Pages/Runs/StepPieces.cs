using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Tells what the time of steps went into: reading the page, the model, actions, people.</summary>
internal sealed class StepPieces
{
    private readonly RunFacts _facts;
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _people;

    public StepPieces(RunFacts facts)
    {
        _facts = facts;
        _people = [.. People(facts)];
    }

    /// <summary>The end of a step; while it is under way, that of the run so far.</summary>
    public DateTimeOffset EndOf(RunStep step) => step.Status is StepStatus.Created or StepStatus.Running ? _facts.Ended : step.ModifiedAt;

    /// <summary>The pieces in the order of time; those of people lie over the others.</summary>
    /// <param name="step">The step.</param>
    /// <param name="actions">Its actions in order.</param>
    /// <param name="seen">What was kept of the page once it was read.</param>
    public IReadOnlyList<TimePiece> Of(RunStep step, IReadOnlyList<RunAction> actions, IReadOnlyList<Artifact> seen)
    {
        var (start, end) = (step.CreatedAt, EndOf(step));
        var read = seen.Count == 0 ? (DateTimeOffset?)null : seen.Max(artifact => artifact.CreatedAt);
        var planned = actions.Count == 0 ? (DateTimeOffset?)null : actions.Min(action => action.CreatedAt);
        var pieces = new List<TimePiece>();
        Add(PieceKind.Page, start, read ?? planned ?? end);
        Add(PieceKind.Model, read ?? planned ?? end, planned ?? end);
        var at = planned ?? end;
        foreach (var action in actions.Where(action => action.StartedAt is not null))
        {
            Add(PieceKind.Page, at, action.StartedAt!.Value);
            Add(PieceKind.Action, Later(at, action.StartedAt.Value), action.FinishedAt ?? end);
            at = Later(at, action.FinishedAt ?? end);
        }

        Add(PieceKind.Page, at, end);
        foreach (var (from, to) in _people)
        {
            Add(PieceKind.Person, Later(from, start), to < end ? to : end);
        }

        return pieces;

        void Add(PieceKind kind, DateTimeOffset from, DateTimeOffset to)
        {
            if (to <= from)
            {
                return;
            }

            if (pieces is [.., var last] && last.Kind == kind && last.Offset + last.Length == from - _facts.Began)
            {
                pieces[^1] = last with { Length = last.Length + (to - from) };
                return;
            }

            pieces.Add(new TimePiece(kind, from - _facts.Began, to - from));
        }
    }

    /// <summary>Spans in which a person had control, or a code or captcha was waited for.</summary>
    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> People(RunFacts facts)
    {
        var since = new Dictionary<string, DateTimeOffset>();
        foreach (var told in facts.Events)
        {
            switch (told.Kind)
            {
                case "run.control_taken":
                    since.TryAdd("control", told.At);
                    break;
                case "run.waiting":
                    since.TryAdd("waiting", told.At);
                    break;
                case "run.control_returned" when since.Remove("control", out var from):
                    yield return (from, told.At);
                    break;
                case "run.resumed" or "step.completed" or "step.failed" when since.Remove("waiting", out var from):
                    yield return (from, told.At);
                    break;
            }
        }

        foreach (var from in since.Values)
        {
            yield return (from, facts.Ended);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
