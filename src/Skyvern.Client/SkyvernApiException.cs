using System.Net;
using Skyvern.Client.Contracts;

namespace Skyvern.Client;

/// <summary>The server answered with an error.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="detail">What is wrong, in plain words.</param>
/// <param name="traceId">Finds the request in the server's log; null when the answer named none.</param>
public sealed class SkyvernApiException(HttpStatusCode status, string detail, string? traceId)
    : Exception($"{(int)status}: {detail}")
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>What is wrong, in plain words; for status 422 one line a fault.</summary>
    public string Detail { get; } = detail;

    /// <summary>For status 422 what is wrong with each field; else empty.</summary>
    public IReadOnlyList<ValidationFault> Faults { get; init; } = [];

    /// <summary>Finds the request in the server's log.</summary>
    public string? TraceId { get; } = traceId;
}
