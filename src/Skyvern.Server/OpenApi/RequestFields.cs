using Skyvern.Server.Requests;

namespace Skyvern.Server.OpenApi;

/// <summary>Headers that several endpoints take.</summary>
internal static class RequestFields
{
    public static readonly RequestField IdempotencyKey = RequestField.Header(
        IdempotencyKeyReader.Header, "A repeated call with the same key and body returns the first call's run, for 24 hours.");

    public static readonly RequestField MaxSteps = RequestField.Header(
        HeaderIntegers.MaxSteps, "Most steps the run may take. Left out or 0: the server's default.");

    public static readonly RequestField MaxIterations = RequestField.Header(
        HeaderIntegers.MaxIterations, "Counts as x-max-steps-override: a step here is what an iteration was. With both, the lower one holds.");
}
