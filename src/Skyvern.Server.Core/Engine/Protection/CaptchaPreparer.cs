using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>
/// Waits for a person to solve a captcha in the run's browser, as long as the settings say. There is no solver, and that is said; the
/// words are such that a run which ends because of it is filed under bot detection.
/// </summary>
internal sealed class CaptchaPreparer(IOptions<EngineOptions> options, StepRecorder recorder, TimeProvider time) : IActionPreparer
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    public async Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page)
    {
        if (action is not CaptchaAction)
        {
            return new PreparedAction(action);
        }

        var patience = TimeSpan.FromSeconds(options.Value.CaptchaPatienceSeconds);
        if (patience == TimeSpan.Zero)
        {
            return new PreparedAction(action, new ActionResult(
                ActionCode.Blocked,
                "No captcha solver is configured, and nobody is waited for. If there is no way around it, end with failed and say that the site asks for a captcha."));
        }

        await recorder.NoteAsync(run.Lease, "run.notice", $"The site asks for a captcha. Waiting up to {patience.TotalSeconds:0} s for a person to solve it.");
        for (var end = time.GetUtcNow() + patience; time.GetUtcNow() < end;)
        {
            await Task.Delay(Pause, time, run.Work);
            if ((await run.Page.LookAsync(run.Work)).Fingerprint != page.Fingerprint)
            {
                return new PreparedAction(action, new ActionResult(ActionCode.Navigated, "The page changed while a person was waited for: see whether the captcha is gone."));
            }
        }

        return new PreparedAction(action, new ActionResult(
            ActionCode.Timeout,
            $"No captcha solver is configured, and no person solved it within {patience.TotalSeconds:0} seconds. End with failed and say that the site asks for a captcha."));
    }
}
