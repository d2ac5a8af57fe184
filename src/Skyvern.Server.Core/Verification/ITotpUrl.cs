using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Verification;

/// <summary>Asks a run's totp_url for its code, once.</summary>
public interface ITotpUrl
{
    /// <summary>What came of it; whatever goes wrong on the way is an answer too.</summary>
    Task<OtpAnswer> AskAsync(TaskRun run, CancellationToken cancellationToken);
}

/// <summary>What asking a totp_url came to.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Text">The code or message for <see cref="OtpAnswerKind.Value"/>, else what was wrong, in words.</param>
public sealed record OtpAnswer(OtpAnswerKind Kind, string Text = "");

/// <summary>Cases of an answer.</summary>
public enum OtpAnswerKind
{
    /// <summary>A code, or a message that holds one.</summary>
    Value,

    /// <summary>Not yet.</summary>
    NotYet,

    /// <summary>An answer of no use; a later one may be.</summary>
    Fault,

    /// <summary>No connection.</summary>
    Unreachable,

    /// <summary>It can never be asked.</summary>
    Impossible,
}
