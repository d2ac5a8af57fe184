using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine.Claims;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Works off runs: the loop of looking, planning and acting, and every way in which it ends.</summary>
public sealed partial class TaskEngine
{
    private readonly RunStarter _starter;
    private readonly StepRunner _steps;
    private readonly BudgetGuard _budget;
    private readonly ArtifactRecorder _artifacts;
    private readonly IRunJournal _journal;
    private readonly TimeProvider _time;
    private readonly IOptions<EngineOptions> _options;
    private readonly ILogger<TaskEngine> _logger;

    internal TaskEngine(
        RunStarter starter, StepRunner steps, BudgetGuard budget, ArtifactRecorder artifacts,
        IRunJournal journal, TimeProvider time, IOptions<EngineOptions> options, ILogger<TaskEngine> logger)
    {
        _starter = starter;
        _steps = steps;
        _budget = budget;
        _artifacts = artifacts;
        _journal = journal;
        _time = time;
        _options = options;
        _logger = logger;
    }

    /// <summary>Its parts are internal, so that the container cannot find the constructor by itself.</summary>
    internal static TaskEngine Create(IServiceProvider services) => new(
        services.GetRequiredService<RunStarter>(),
        services.GetRequiredService<StepRunner>(),
        services.GetRequiredService<BudgetGuard>(),
        services.GetRequiredService<ArtifactRecorder>(),
        services.GetRequiredService<IRunJournal>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<IOptions<EngineOptions>>(),
        services.GetRequiredService<ILogger<TaskEngine>>());

    /// <summary>
    /// Works a claimed run off, to its end. Returns quietly, without writing anything more, when the token is canceled or the claim no
    /// longer holds; the browser is closed in any case before it returns. Throws only if the end itself cannot be stored, or
    /// if the database does not answer just now: such a run is not over.
    /// </summary>
    public async Task RunAsync(RunClaim claim, CancellationToken cancellationToken)
    {
        using var span = RunSpans.Start(claim);
        var now = _time.GetUtcNow();
        var deadline = (claim.Run.StartedAt ?? now) + TimeSpan.FromSeconds(_options.Value.MaxSeconds);
        await using var lease = RunLease.Take(claim, _journal, _time, deadline - now, cancellationToken);
        try
        {
            var result = FailureClassifier.WithCallersCode(
                claim is { Attempt: > 1, Run.DidIrreversibleAction: true } ? FailureClassifier.NotRepeatable() : await WorkAsync(lease, span),
                claim.Run.Request.ErrorCodeMapping);
            await lease.KeepAsync(_journal.FinishAsync(claim, result, lease.Held));
            span.End(result);
            LogEnded(claim.RunId, result.Status, claim.Attempt);
        }
        catch (OperationCanceledException) when (lease.IsLost)
        {
            LogStopped(claim.RunId, claim.Attempt);
        }
    }

    private async Task<RunResult> WorkAsync(RunLease lease, Activity? span)
    {
        RunState? run = null;
        try
        {
            run = await _starter.PrepareAsync(lease);
            var result = await EndOfAsync(run);
            await KeepLastAsync(run);
            return Presentable(run, result);
        }
        catch (OperationCanceledException) when (lease.IsOverdue)
        {
            return run is null ? _budget.TimedOut(run) : Presentable(run, _budget.TimedOut(run));
        }
        catch (PlannerException e)
        {
            return FailureClassifier.Planner(e);
        }
        catch (Exception e) when ((e is not OperationCanceledException || !lease.IsLost) && !DatabaseFault.IsPassing(e))
        {
            // The outermost frame of a run: whatever broke, the run gets an end that says so, and the worker goes on with others.
            LogBroke(e, lease.Claim.RunId);
            return run is null ? FailureClassifier.Unexpected() : Presentable(run, FailureClassifier.Unexpected());
        }
        finally
        {
            if (run is not null)
            {
                span.Spent(run);
                await (run.Recording?.StopAsync() ?? Task.CompletedTask);
                await run.Browser.DisposeAsync();
                await run.Control.DisposeAsync();
                await (run.Recording?.DisposeAsync() ?? ValueTask.CompletedTask);
            }
        }
    }

    private async Task<RunResult> EndOfAsync(RunState run)
    {
        try
        {
            return await Spans.AroundAsync("open", () => _starter.OpenAsync(run)) ?? await LoopAsync(run);
        }
        catch (BrowserLostException e)
        {
            LogBrowserLost(e, run.Run.Id);
            return FailureClassifier.Browser(e, run.DidIrreversibleAction);
        }
        catch (OperationCanceledException) when (run.Lease.IsOverdue)
        {
            return _budget.TimedOut(run);
        }
    }

    private async Task<RunResult> LoopAsync(RunState run)
    {
        while (true)
        {
            run.Work.ThrowIfCancellationRequested();
            if (_budget.Check(run) is { } exceeded)
            {
                return exceeded;
            }

            try
            {
                if (await _steps.TakeAsync(run) is { } end)
                {
                    return end;
                }
            }
            catch (BrowserLostException e)
            {
                LogBrowserLost(e, run.Run.Id);
                if (await Spans.AroundAsync("reopen", () => _starter.ReopenAsync(run, e)) is { } end)
                {
                    return end;
                }
            }
        }
    }

    /// <summary>A run without success still gives the data it has; neither reason nor output shows a secret.</summary>
    private static RunResult Presentable(RunState run, RunResult result) => result.FailureReason is not { } reason
        ? result with { OutputJson = Shown(run, result.OutputJson) }
        : result with
    {
        FailureReason = run.Secrets.Apply(reason),
        OutputJson = Shown(run, result.OutputJson ?? OutputGate.BestEffort(run)),
        Errors = [.. result.Errors.Select(error => error with { Reasoning = run.Secrets.Apply(error.Reasoning) })],
        Categories = [.. result.Categories.Select(category => category with { Reasoning = run.Secrets.Apply(category.Reasoning) })],
    };

    private static string? Shown(RunState run, string? outputJson) => outputJson is null ? null : run.Secrets.ApplyToJson(outputJson);

    /// <summary>What only the end of a run can tell. Also for a run whose time is up, hence by the hold and not by the clock.</summary>
    private async Task KeepLastAsync(RunState run)
    {
        await _artifacts.PictureAsync(run, ArtifactTypes.FinalScreenshot, stepId: null, actionId: null, run.Lease.Held);
        await _artifacts.LateDownloadsAsync(run, run.Lease.Held);
        await _artifacts.TextAsync(run, ArtifactTypes.ConsoleLog, stepId: null, run.Browser.ConsoleLog, run.Lease.Held);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId} ended as {Status} in attempt {Attempt}.")]
    private partial void LogEnded(string runId, RunStatus status, int attempt);

    [LoggerMessage(Level = LogLevel.Information, Message = "Attempt {Attempt} of run {RunId} was stopped from outside.")]
    private partial void LogStopped(string runId, int attempt);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The browser of run {RunId} was lost.")]
    private partial void LogBrowserLost(Exception cause, string runId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {RunId} broke.")]
    private partial void LogBroke(Exception cause, string runId);
}
