using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Verification;

/// <summary>
/// Looks for a run's code until one comes: in each round the totp_url first, then the codes pushed for its identifier, or for the run itself by
/// a person who looks at it.
/// </summary>
internal sealed class OtpPolling(
    ITotpUrl url, ITotpCodeStore pushed, ISecretProtector protector, CodeFinder finder, StepRecorder recorder,
    IOptions<OtpOptions> options, TimeProvider time)
{
    /// <summary>The first code that was not entered yet.</summary>
    /// <exception cref="RunEndException">None came in time.</exception>
    public async Task<OneTimeCode> WaitAsync(RunState run)
    {
        var settings = options.Value;
        var patience = TimeSpan.FromSeconds(settings.WaitSeconds);
        var round = new Round(run);
        using var limit = new CancellationTokenSource(patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, run.Work);
        await recorder.NoteAsync(run.Lease, "run.waiting", $"Waiting for a one-time code from {round.Sources}.");
        try
        {
            while (true)
            {
                if ((await AskAsync(round, both.Token) ?? await FindPushedAsync(run, both.Token)) is { } code)
                {
                    await recorder.NoteAsync(run.Lease, "run.resumed", "A one-time code has come.");
                    return code;
                }

                await Task.Delay(TimeSpan.FromSeconds(settings.PollSeconds), time, both.Token);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !run.Work.IsCancellationRequested)
        {
            throw round is { UrlAnswered: false, Fault: { } fault } ? OtpEnd.Unusable(fault, round.Sources) : OtpEnd.TimedOut(patience, round.Sources);
        }
    }

    private async Task<OneTimeCode?> AskAsync(Round round, CancellationToken cancellationToken)
    {
        var run = round.Run;
        if (run.Run.Request.TotpUrl is null)
        {
            return null;
        }

        var answer = await ConnectAsync(run.Run, cancellationToken);
        if (answer is { Kind: OtpAnswerKind.Impossible } && run.Run.Request.TotpIdentifier is null)
        {
            throw OtpEnd.Unusable(answer.Text, round.Sources);
        }

        var code = answer.Kind == OtpAnswerKind.Value ? await ReadAsync(answer.Text, cancellationToken) : null;
        if (code is not null || answer.Kind == OtpAnswerKind.NotYet)
        {
            round.UrlAnswered = true;
        }
        else
        {
            round.Fault = answer.Kind == OtpAnswerKind.Value ? "the text that it answers holds no code." : answer.Text;
        }

        return code is not null && !run.Otp.WasEntered(code.Value) ? code : null;
    }

    private async Task<OtpAnswer> ConnectAsync(TaskRun run, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await url.AskAsync(run, cancellationToken);
            if (answer.Kind != OtpAnswerKind.Unreachable || tries >= options.Value.ConnectTries)
            {
                return answer;
            }

            await Task.Delay(TimeSpan.FromSeconds(options.Value.ConnectGapSeconds), time, cancellationToken);
        }
    }

    private async Task<OneTimeCode?> ReadAsync(string text, CancellationToken cancellationToken)
    {
        try
        {
            return await finder.FindAsync(text, cancellationToken);
        }
        catch (CodeReaderException)
        {
            // The next round reads it again.
            return null;
        }
    }

    private async Task<OneTimeCode?> FindPushedAsync(RunState run, CancellationToken cancellationToken)
    {
        return await FindPushedAsync(run, run.Run.Id, cancellationToken)
            ?? (run.Run.Request.TotpIdentifier is { } identifier ? await FindPushedAsync(run, identifier, cancellationToken) : null);
    }

    private async Task<OneTimeCode?> FindPushedAsync(RunState run, string identifier, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var codes = await pushed.ListAsync(
            new TotpCodeFilter
            {
                OrganizationId = run.Run.OrganizationId,
                TotpIdentifier = TotpIdentifier.Normalize(identifier),
                UsableBy = new TotpCodeUse(run.Run.Id, now - TimeSpan.FromSeconds(options.Value.MaxAgeSeconds), now)
                {
                    WorkflowRunId = run.Run.WorkflowRunId,
                    WorkflowPermanentId = run.Run.WorkflowPermanentId,
                },
            },
            cancellationToken);
        return codes
            .Where(code => code is { ProtectedCode: not null, Type: not null })
            .Select(code => protector.TryUnprotect(code.ProtectedCode!) is { } value ? new OneTimeCode(value, code.Type!.Value) : null)
            .FirstOrDefault(code => code is not null && !run.Otp.WasEntered(code.Value));
    }

    /// <summary>What the rounds of one wait have seen.</summary>
    private sealed class Round(RunState run)
    {
        public RunState Run { get; } = run;

        /// <summary>Whether the totp_url has given an answer that can be used.</summary>
        public bool UrlAnswered { get; set; }

        /// <summary>What was wrong with its last answer.</summary>
        public string? Fault { get; set; }

        /// <summary>Where codes are looked for, in words.</summary>
        public string Sources { get; } = string.Join(" and ", new[]
        {
            run.Run.Request.TotpUrl is { } url ? $"the totp_url at {new Uri(url).Authority}" : null,
            run.Run.Request.TotpIdentifier is { } identifier ? $"the codes pushed for {TotpIdentifier.Mask(identifier)}" : null,
        }.OfType<string>());
    }
}
