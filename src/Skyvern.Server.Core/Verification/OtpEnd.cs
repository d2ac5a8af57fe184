using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Verification;

/// <summary>How runs end that need a code and get none.</summary>
internal static class OtpEnd
{
    public static RunEndException MissingSource() => End(
        RunError.MissingTotpSource,
        "The site asks for a one-time code, and the run has no source of codes: give totp_url or totp_identifier, or a TOTP secret.");

    public static RunEndException Expired() => End(
        RunError.OtpExpired,
        "The site asks for a one-time code again. The code that the task gives was already entered, and the run has no source of further ones.");

    public static RunEndException BadSecret() => End(
        RunError.OtpError,
        "The site asks for a one-time code, and the TOTP secret of the stored credential is not valid base32.");

    public static RunEndException TimedOut(TimeSpan waited, string sources) => End(
        RunError.OtpTimeout, $"No one-time code came within {Span(waited)} from {sources}.");

    public static RunEndException Unusable(string fault, string sources) => End(
        RunError.OtpError, $"No one-time code could be had from {sources}: {fault}");

    private static RunEndException End(string code, string reason) =>
        new(RunResult.Failed(reason, FailureCategory.Auth, new RunError(code, reason)));

    private static string Span(TimeSpan time) => time.TotalSeconds >= 120 ? $"{time.TotalMinutes:0.#} minutes" : $"{time.TotalSeconds:0.#} s";
}
