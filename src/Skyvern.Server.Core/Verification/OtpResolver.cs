using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Core.Verification;

/// <summary>Gets the code that a page asks for: from the task's own data, a stored secret, or by polling.</summary>
internal sealed class OtpResolver(OtpPolling polling, StepRecorder recorder, TimeProvider time)
{
    /// <summary>A code that is about to end may be too late when it is sent.</summary>
    private static readonly TimeSpan LeastLeft = TimeSpan.FromSeconds(3);

    /// <summary>A code that this run has not entered yet.</summary>
    /// <exception cref="RunEndException">There is none to be had.</exception>
    public async Task<OneTimeCode> ResolveAsync(RunState run, Observation page)
    {
        var given = run.Otp.Given;
        if (given.Code is { } code && !run.Otp.WasEntered(code))
        {
            return new OneTimeCode(code);
        }

        if ((given.Secret ?? Stored(run, page)) is { } secret)
        {
            return await ComputeAsync(run, secret);
        }

        return (run.Run.Request.TotpUrl ?? run.Run.Request.TotpIdentifier) is not null ? await polling.WaitAsync(run)
            : throw (given.Code is null ? OtpEnd.MissingSource() : OtpEnd.Expired());
    }

    private static TotpSecret? Stored(RunState run, Observation page) =>
        run.Credentials.FindTotpSecret(page.Url) is not { } text ? null
        : TotpSecret.TryParse(text, out var secret) ? secret
        : throw OtpEnd.BadSecret();

    private async Task<OneTimeCode> ComputeAsync(RunState run, TotpSecret secret)
    {
        var told = false;
        while (true)
        {
            var now = time.GetUtcNow();
            var (code, left) = (Totp.Code(secret, now), Totp.Left(secret, now));
            if (left >= LeastLeft && !run.Otp.WasEntered(code))
            {
                return new OneTimeCode(code);
            }

            if (!told)
            {
                told = true;
                await recorder.NoteAsync(run.Lease, "run.waiting", $"Waiting {Math.Ceiling(left.TotalSeconds)} s for the next one-time code of the TOTP secret.");
            }

            await Task.Delay(left, time, run.Work);
        }
    }
}
