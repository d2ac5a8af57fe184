using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Works off workflow runs: one block after the other, all in one browser, and every way in which that ends.</summary>
/// <remarks>
/// A cancel, or whatever else ends the workflow run from outside, ends its open block in the same transaction. When the server stops in the
/// middle, the next attempt takes ended blocks as they are and goes on with the open one by the engine's rules.
/// </remarks>
public sealed partial class WorkflowRunner
{
    /// <summary>The longest that can be asked for.</summary>
    public const int LongestMinutes = 480;

    private readonly BlockRunner _runner;
    private readonly IWorkflowStore _workflows;
    private readonly IBlockStore _blocks;
    private readonly IRunJournal _journal;
    private readonly IBrowserPool _pool;
    private readonly HeldBrowsers _held;
    private readonly ProxyPlaces _places;
    private readonly IProfileSource _profiles;
    private readonly LiveBrowsers _live;
    private readonly IRunRecorder _recordings;
    private readonly LiveOptions _liveOptions;
    private readonly StepRecorder _recorder;
    private readonly TimeProvider _time;
    private readonly ILogger<WorkflowRunner> _logger;

    /// <summary>Its parts are internal, so that the container cannot find a constructor by itself.</summary>
    internal WorkflowRunner(IServiceProvider services)
    {
        _runner = services.GetRequiredService<BlockRunner>();
        _workflows = services.GetRequiredService<IWorkflowStore>();
        _blocks = services.GetRequiredService<IBlockStore>();
        _journal = services.GetRequiredService<IRunJournal>();
        _pool = services.GetRequiredService<IBrowserPool>();
        _held = services.GetRequiredService<HeldBrowsers>();
        _places = services.GetRequiredService<ProxyPlaces>();
        _profiles = services.GetRequiredService<IProfileSource>();
        _live = services.GetRequiredService<LiveBrowsers>();
        _recordings = services.GetRequiredService<IRunRecorder>();
        _liveOptions = services.GetRequiredService<IOptions<LiveOptions>>().Value;
        _recorder = services.GetRequiredService<StepRecorder>();
        _time = services.GetRequiredService<TimeProvider>();
        _logger = services.GetRequiredService<ILogger<WorkflowRunner>>();
    }

    /// <summary>
    /// Works a claimed workflow run off, to its end. Returns quietly, without writing anything more, when the token is canceled or the claim
    /// no longer holds; the browser is closed in any case before it returns. Throws only if the end itself cannot be stored.
    /// </summary>
    public async Task RunAsync(RunClaim claim, CancellationToken cancellationToken)
    {
        using var span = RunSpans.Start(claim);
        var now = _time.GetUtcNow();
        var minutes = claim.Run.Request.Workflow?.MaxElapsedMinutes ?? LongestMinutes;
        var deadline = (claim.Run.StartedAt ?? now) + TimeSpan.FromMinutes(minutes);
        await using var lease = RunLease.Take(claim, _journal, _time, deadline - now, cancellationToken);
        try
        {
            var result = await WorkAsync(lease, minutes);
            await lease.KeepAsync(_journal.FinishAsync(claim, result, lease.Held));
            span.End(result);
            LogEnded(claim.RunId, result.Status, claim.Attempt);
        }
        catch (OperationCanceledException) when (lease.IsLost)
        {
            LogStopped(claim.RunId, claim.Attempt);
        }
    }

    private async Task<RunResult> WorkAsync(RunLease lease, int minutes)
    {
        var run = lease.Claim.Run;
        var recording = await _recordings.BeginAsync(run, message => _recorder.NoteAsync(lease, "run.notice", message));
        await using var browser = new WorkflowBrowser(_pool, _held, _places, _profiles, _live, _liveOptions.NewControl(_time), recording, run);
        WorkflowRunState? state = null;
        try
        {
            state = await PrepareAsync(lease, browser);
            return state.With(await RunBlocksAsync(state));
        }
        catch (OperationCanceledException) when (lease.IsOverdue)
        {
            return With(state, TimedOut(minutes));
        }
        catch (Exception e) when ((e is not OperationCanceledException || !lease.IsLost) && !DatabaseFault.IsPassing(e))
        {
            // The outermost frame of a workflow run: whatever broke, it gets an end that says so, and the worker goes on with others.
            LogBroke(e, run.Id);
            return With(state, FailureClassifier.Unexpected());
        }
    }

    private async Task<WorkflowRunState> PrepareAsync(RunLease lease, WorkflowBrowser browser)
    {
        var run = lease.Claim.Run;
        if (run.Request.BrowserAddress is not null)
        {
            await _recorder.NoteAsync(lease, "run.notice", BrowserElsewhere.Notice);
        }

        var version = run.Request.Workflow?.WorkflowId ?? "";
        var workflow = await _workflows.FindVersionAsync(run.OrganizationId, version, lease.Work)
            ?? throw new InvalidOperationException($"The version {version} of the workflow is not stored.");
        return new WorkflowRunState(lease, browser)
        {
            Definition = workflow.Definition,
            Earlier = await _blocks.ListAsync(run.OrganizationId, run.Id, lease.Work),
        };
    }

    private async Task<RunResult> RunBlocksAsync(WorkflowRunState state)
    {
        foreach (var block in BlockOrder.Of(state.Definition.Blocks))
        {
            var run = await _runner.RunAsync(state, block);
            state.End(block, run);
            if (run.Status == RunStatus.Canceled || (run.Status != RunStatus.Completed && !block.ContinueOnFailure))
            {
                return EndOf(block, run);
            }
        }

        return new RunResult(RunStatus.Completed);
    }

    private static RunResult EndOf(WorkflowBlock block, TaskRun run)
    {
        var reason = run.Status == RunStatus.Canceled ? null : $"The block {block.Label} ended as {run.Status.ToWire()}: {run.FailureReason}";
        return new RunResult(run.Status, reason) { Errors = run.Errors, Categories = run.FailureCategories };
    }

    private static RunResult With(WorkflowRunState? state, RunResult result) => state?.With(result) ?? result;

    private static RunResult TimedOut(int minutes)
    {
        var reason = $"The workflow run took longer than the {minutes} minutes allowed (max_elapsed_time_minutes).";
        return new RunResult(RunStatus.TimedOut, reason) { Categories = [new FailureCategory(FailureCategory.Unknown, 0.5, reason)] };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Workflow run {RunId} ended as {Status} in attempt {Attempt}.")]
    private partial void LogEnded(string runId, RunStatus status, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} of workflow run {RunId} was stopped from outside.")]
    private partial void LogStopped(string runId, int attempt);

    [LoggerMessage(Level = LogLevel.Error, Message = "Workflow run {RunId} broke.")]
    private partial void LogBroke(Exception cause, string runId);
}
