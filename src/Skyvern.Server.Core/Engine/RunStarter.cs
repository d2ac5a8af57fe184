using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Opens a run's browser at its start address: at the beginning, and once more if it is lost before anything was written.</summary>
internal sealed class RunStarter(
    IBrowserPool pool, HeldBrowsers held, IStepPlannerFactory planners, StepAllowance allowance, ProxyPlaces places,
    ICredentialSource credentials, IProfileSource profiles, IRunJournal journal, StepRecorder recorder, LiveBrowsers live, IRunRecorder recordings,
    IOptions<LiveOptions> liveOptions, IModelChoice models, TimeProvider time)
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

        var request = new BrowserRequest(run.Id) { ExtraHttpHeaders = run.Request.ExtraHttpHeaders, HeldAs = run.Request.BrowserSessionId ?? run.WorkflowRunId };
        if (request.HeldAs is null)
        {
            var elsewhere = BrowserElsewhere.Of(run.Request);
            request = request with { Elsewhere = elsewhere, Upstream = elsewhere is null ? await ChooseProxyAsync(lease) : null };
        }

        if (models.Notice(run.Request) is { } otherModel)
        {
            await recorder.NoteAsync(lease, "run.notice", otherModel);
        }

        if (run.Request.BrowserAddress is not null)
        {
            await recorder.NoteAsync(lease, "run.notice", BrowserElsewhere.Notice);
        }

        var protection = await RunProtection.OfAsync(run, credentials, lease.Work);
        var control = new RunControl(lease, journal, recorder, protection.Mask, time);
        var recording = await recordings.BeginAsync(run, message => recorder.NoteAsync(lease, "run.notice", message));
        var browser = new RunBrowser(pool, held, new RunLive(live, run, control, recording, liveOptions.Value, time), request, time);
        var state = new RunState(lease, protection, planners.Create(protection.Run), browser, control, await allowance.OfAsync(run, lease.Work))
        {
            StartAddress = StartAddress.Of(run.Request),
            Recording = recording,
        };
        state.Otp.HideIn(state.Secrets);
        return state;
    }

    private async Task<UpstreamProxy?> ChooseProxyAsync(RunLease lease)
    {
        var place = places.Choose(lease.Claim.Run.Request.ProxyLocation);
        if ((place.Refusal ?? place.Notice) is { } notice)
        {
            await recorder.NoteAsync(lease, "run.notice", notice);
        }

        return place.Proxy;
    }

    /// <summary>Opens the browser and the start address; the end of the run if that cannot be done, else null.</summary>
    public async Task<RunResult?> OpenAsync(RunState run)
    {
        if (run.Browser.IsHeld)
        {
            if (await ConnectAsync(run) is { } end)
            {
                return end;
            }

            if (await GoesOnAsync(run))
            {
                return null;
            }
        }

        if (run.Run.Request.BrowserProfileId is { } profile)
        {
            if (await profiles.OpenAsync(run.Run.OrganizationId, profile, run.Work) is not { } state)
            {
                return FailureClassifier.NoProfile(profile);
            }

            run.Browser.BeginWith(state);
        }

        if (run.StartAddress is null && !run.KeepsSubgoals)
        {
            return FailureClassifier.NoStartAddress();
        }

        if (run.StartAddress is null)
        {
            run.Nudge = "No page is open and no address was given: choose the site that the goal needs, and begin with goto and its address.";
        }

        return await OpenAsync(run, run.StartAddress);
    }

    /// <summary>A browser that was never had cannot be called lost.</summary>
    private static async Task<RunResult?> ConnectAsync(RunState run)
    {
        try
        {
            await run.Browser.OpenAsync(run.Work);
            return null;
        }
        catch (BrowserLostException e)
        {
            return RunResult.Failed(e.Message, FailureCategory.Browser);
        }
    }

    /// <summary>Whether the run goes on from the page that its browser shows; whoever names no address has chosen that page's site.</summary>
    private async Task<bool> GoesOnAsync(RunState run)
    {
        if (run.Run.Request.Url is { Length: > 0 } || SiteName.Of(run.Browser.Session.Url) is not { } site)
        {
            return false;
        }

        run.StartAddress = null;
        run.LastAddress = run.Browser.Session.Url;
        if (run.Sites.Chosen.Count == 0)
        {
            run.Sites.Choose(site);
        }

        run.Sites.StartAt(run.Browser.Session.Url);
        await recorder.NoteAsync(run.Lease, "run.opened", run.Secrets.Apply($"Goes on from {ActionText.Place(run.Browser.Session.Url)}"));
        return true;
    }

    private async Task<RunResult?> OpenAsync(RunState run, string? start)
    {
        if (!run.Browser.IsHeld)
        {
            await run.Browser.OpenAsync(run.Work);
        }

        await run.Control.WaitAsync(run.Work);
        run.Page.Forget();
        if (start is not { } address)
        {
            return null;
        }

        var result = await run.Browser.Session.PerformAsync(new GoToAction(address), run.Work);
        if (!result.Succeeded)
        {
            return FailureClassifier.Navigation(address, result);
        }

        run.Sites.StartAt(run.Browser.Session.Url);
        run.Downloads.Start(result.Downloads.Count);
        await recorder.NoteAsync(run.Lease, "run.opened", run.Secrets.Apply($"Opened {ActionText.Place(address)}"));
        return null;
    }

    /// <summary>Starts the browser anew after it was lost; the end of the run if that is not allowed or does not work.</summary>
    public async Task<RunResult?> ReopenAsync(RunState run, BrowserLostException loss)
    {
        if (run.DidIrreversibleAction || run.Restarted || run.Browser.IsHeld)
        {
            return FailureClassifier.Browser(loss, run.DidIrreversibleAction);
        }

        run.Restarted = true;
        run.StepNumber++;
        run.Retry = 0;
        await recorder.NoteAsync(run.Lease, "run.notice", "The browser was lost and is started anew.");
        var end = await OpenAsync(run, run.LastAddress ?? run.StartAddress);

        // Models are shown each turn as a reply and its result, and some refuse an empty reply.
        run.History.Add(new PlanTurn("{}", "The browser was lost and was started anew at the page that was open last, with its cookies: what was entered there is gone."));
        return end;
    }
}
