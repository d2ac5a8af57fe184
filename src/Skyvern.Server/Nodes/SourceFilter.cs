using System.Text.Json;
using Skyvern.Server.Authentication;
using Skyvern.Server.Live;

namespace Skyvern.Server.Nodes;

/// <summary>Has a browser's state kept by the process that holds the browser: the session or workflow run that the body names.</summary>
internal sealed class SourceFilter(ILiveSubjects subjects, NodeRelay relay) : IEndpointFilter
{
    private static readonly LiveKind[] Sources = [LiveKind.Session, LiveKind.WorkflowRun];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (NodeGate.IsPassedOn(http))
        {
            return await next(context);
        }

        var body = await RepeatableBody.ReadAsync(http.Request);
        foreach (var kind in Sources)
        {
            if (Read(body, kind.IdKey) is { } id
                && await subjects.FindAsync(kind, http.User.OrganizationId(), id, http.RequestAborted) is { IsOver: false, Elsewhere: { } node }
                && await relay.TryAnswerAsync(http, body, node))
            {
                return TypedResults.Empty;
            }
        }

        return await next(context);
    }

    /// <summary>What is no such text is for the handler to refuse.</summary>
    private static string? Read(byte[] body, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty(field, out var value)
                && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
