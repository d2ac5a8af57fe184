using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;
using Skyvern.Server.Core.Engine.Rules.Work;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>
/// Plans without a model: works off the clauses of the goal one after the other, each until the page shows that it is done. It never guesses and never
/// says completed because it does not know on.
/// </summary>
internal sealed class RulePlanner(TaskRequest request) : IStepPlanner
{
    private readonly Stage _stage = new();
    private readonly List<string> _evidence = [];
    private Queue<ClauseWork>? _works;
    private IEnumerator<Move>? _playing;
    private Clause? _current;
    private string? _effect;
    private StepPlan? _failure;
    private int _claims;

    /// <inheritdoc />
    public Task<StepPlan> NextAsync(PlanningContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _stage.Turn(context);
        return Task.FromResult(Next());
    }

    private StepPlan Next()
    {
        if (_works is null)
        {
            _works = new Queue<ClauseWork>(ReadGoal().Select(ClauseWork.For));
            if (HasNoPage() && _works.Peek().Clause is not GoToClause)
            {
                return Fail("No start address can be found: give url in the request, or begin the goal with \"go to https://…\".");
            }
        }

        if (_failure is not null)
        {
            // Asked to look again after giving up: a clause that could not be done is never left out.
            return _failure;
        }

        if (_claims > 0)
        {
            return AfterRefusal();
        }

        while (_playing is not null || Begin())
        {
            if (!_playing!.MoveNext())
            {
                _playing = null;
                continue;
            }

            switch (_playing.Current)
            {
                case ActMove act:
                    return PlanText.Plan(act.Note, act.Actions);
                case ReachedMove reached:
                    _evidence.Add(reached.Evidence);
                    _effect = _current!.Acts ? reached.Evidence : _effect;
                    _playing = null;
                    break;
                case StuckMove stuck:
                    return Fail(stuck.Reason, stuck.Status, stuck.CodeWords);
            }
        }

        return Claim();
    }

    private IReadOnlyList<Clause> ReadGoal()
    {
        var goal = GoalReader.Read(OtpTaskData.GoalOf(request.Prompt));
        if (goal.Unread is { } unread && !(request.Prompt.Trim().Length == 0 && request.DataExtractionSchema is not null))
        {
            throw new PlannerException(PlanText.NeedsModel(unread), FailureCategory.Llm, RunError.NoLlmConfigured);
        }

        // A schema is the shape of the data that the caller wants, whether the goal speaks of it or not.
        var clauses = goal.Clauses;
        return OutputFacts.AsksForData(request.DataExtractionSchema) && !clauses.Any(clause => clause is ExtractClause)
            ? [.. clauses, new ExtractClause("the data of the schema")]
            : clauses;
    }

    private bool HasNoPage() => request.Url is null && _stage.Page.Url is "" or "about:blank" or "chrome://newtab/" or "chrome://new-tab-page/";

    private bool Begin()
    {
        if (!_works!.TryDequeue(out var work))
        {
            return false;
        }

        _stage.ActsLater = _works.Any(later => later.Clause.Acts);
        _current = work.Clause;
        _playing = work.Play(_stage).GetEnumerator();
        return true;
    }

    private StepPlan Claim()
    {
        _claims++;
        var output = OutputFacts.Merge(request.DataExtractionSchema, _stage.Context.ExtractedJson, _stage.SentEvidence ?? _effect);
        return PlanText.Done(new DoneAction(DoneStatus.Completed, PlanText.Summary(_evidence), output, []));
    }

    /// <summary>A refused claim is made once more, when the page has had time; then the refusal is the reason.</summary>
    private StepPlan AfterRefusal()
    {
        if (_claims == 1)
        {
            _claims++;
            return PlanText.Plan("The end was not accepted yet; looking again.", [new WaitAction(2)]);
        }

        if (_claims == 2)
        {
            _claims++;
            return Claim();
        }

        return Fail($"The goal was worked off, but the result was not accepted: {_stage.Result.Message}");
    }

    private StepPlan Fail(string reason, DoneStatus status = DoneStatus.Failed, IReadOnlyList<string>? codeWords = null) =>
        _failure = PlanText.Done(new DoneAction(status, reason, null, CallerCodes.For(request.ErrorCodeMapping, codeWords ?? [])));
}
