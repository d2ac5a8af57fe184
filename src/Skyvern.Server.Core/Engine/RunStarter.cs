using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Opens a run's browser at its start address: at the beginning, and once more if it is lost before anything was written.</summary>
internal sealed class RunStarter(
    IBrowserPool pool, IStepPlannerFactory planners, IOrganizationStore organizations, ProxyPlaces places,
    StepRecorder recorder, IOptions<EngineOptions> options)
{
    /// <summary>Makes what the engine has to know of the run; no browser is open yet.</summary>
    public async Task<RunState> PrepareAsync(RunLease lease)
    {
        var run = lease.Claim.Run;
        if (lease.Claim.Attempt > 1)
        {
            await recorder.NoteAsync(
                lease, "run.notice", "The server stopped in the middle of the run. Nothing that cannot be repeated was done: starting over.");
        }

        var place = places.Choose(run.Request.ProxyLocation);
        if ((place.Refusal ?? place.Notice) is { } notice)
        {
            await recorder.NoteAsync(lease, "run.notice", notice);
        }

        var browser = new RunBrowser(pool, new BrowserRequest(run.Id) { ExtraHttpHeaders = run.Request.ExtraHttpHeaders, Upstream = place.Proxy });
        return new RunState(lease, planners.Create(run), browser, await MaxStepsAsync(run, lease.Work))
        {
            StartAddress = StartAddress.Of(run.Request),
        };
    }

    /// <summary>Opens the browser and the start address; the end of the run if that cannot be done, else null.</summary>
    public async Task<RunResult?> OpenAsync(RunState run)
    {
        await run.Browser.OpenAsync(run.Work);
        run.Page.Forget();
        if (run.StartAddress is not { } address)
        {
            return null;
        }

        var result = await run.Browser.Session.PerformAsync(new GoToAction(address), run.Work);
        if (!result.Succeeded)
        {
            return FailureClassifier.Navigation(address, result);
        }

        run.Downloads.Start(result.Downloads.Count);
        await recorder.NoteAsync(run.Lease, "run.opened", $"Opened {ActionText.Place(address)}");
        return null;
    }

    /// <summary>Starts the browser anew after it was lost; the end of the run if that is not allowed or does not work.</summary>
    public async Task<RunResult?> ReopenAsync(RunState run, BrowserLostException loss)
    {
        if (run.DidIrreversibleAction || run.Restarted)
        {
            return FailureClassifier.Browser(loss, run.DidIrreversibleAction);
        }

        run.Restarted = true;
        run.StepNumber++;
        run.Retry = 0;
        await recorder.NoteAsync(run.Lease, "run.notice", "The browser was lost and is started anew.");
        var end = await OpenAsync(run);

        // Models are shown each turn as a reply and its result, and some refuse an empty reply.
        run.History.Add(new PlanTurn("{}", "The browser was lost and was started anew: the page is at the start again, what was entered is gone."));
        return end;
    }

    private async Task<int> MaxStepsAsync(TaskRun run, CancellationToken cancellationToken) =>
        run.Request.MaxSteps is > 0 and { } asked ? asked
        : (await organizations.FindAsync(run.OrganizationId, cancellationToken))?.MaxStepsPerRun is { } allowed ? allowed
        : run.Request.Engine == "skyvern-1.0" ? options.Value.MaxStepsForEngine1
        : options.Value.MaxSteps;
}
