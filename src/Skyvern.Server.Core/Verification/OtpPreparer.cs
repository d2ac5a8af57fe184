using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Core.Verification;

/// <summary>Gives the action that enters a one-time code its code; a link that came in place of one is opened.</summary>
internal sealed class OtpPreparer(OtpResolver resolver) : IActionPreparer
{
    public async Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page)
    {
        if (action is not OtpAction otp)
        {
            return new PreparedAction(action);
        }

        if (page.Find(otp.Ref) is null)
        {
            // Told before anybody waits for a code that would have no place.
            return new PreparedAction(action, new ActionResult(ActionCode.NotFound, $"there is no {otp.Ref} on the page"));
        }

        var code = await resolver.ResolveAsync(run, page);
        run.Secrets.Hide(code.Value);
        run.Otp.HandOut(code);
        return new PreparedAction(code.Type == OtpType.MagicLink ? new GoToAction(code.Value) : otp with { Code = code.Value });
    }
}
