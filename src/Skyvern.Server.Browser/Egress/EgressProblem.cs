namespace Skyvern.Server.Browser.Egress;

/// <summary>A request of the browser that led nowhere, and why.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Host">The host as requested.</param>
/// <param name="Port">The port as requested.</param>
/// <param name="Reason">In plain words, naming the host.</param>
internal sealed record EgressProblem(EgressProblemKind Kind, string Host, int Port, string Reason);

/// <summary>Why a request led nowhere.</summary>
internal enum EgressProblemKind
{
    /// <summary>The address policy does not allow it.</summary>
    Refused,

    /// <summary>There is no such host.</summary>
    NameNotFound,

    /// <summary>Nothing listens there.</summary>
    ConnectionRefused,

    /// <summary>The host did not answer in time.</summary>
    TimedOut,

    /// <summary>The upstream proxy did not connect.</summary>
    Proxy,

    /// <summary>The connection broke.</summary>
    Broken,
}
