using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Nodes;

/// <summary>Has browser sessions opened by a worker that has room: this process, if it is one, or else those that have the fewest first.</summary>
internal sealed class WorkerFilter(
    ServerRoles roles, NodeRelay relay, SessionService sessions, SessionPresenter presenter) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (NodeGate.IsPassedOn(http))
        {
            return await next(context);
        }

        var body = await RepeatableBody.ReadAsync(http.Request);
        var own = roles.WorksRuns ? await next(context) : null;
        return own is null || RefusalOf(own) is not null ? await PassOnAsync(http, body, own) : own;
    }

    /// <summary>What an answer says that has no room, or no browser; null: any other answer.</summary>
    private static string? RefusalOf(object? answer) => RefusalOf(((answer as INestedHttpResult)?.Result as IValueHttpResult<ApiError>)?.Value);

    // With a code the session is open, and only its description failed.
    private static string? RefusalOf(ApiError? error) => error is { Status: StatusCodes.Status503ServiceUnavailable, Code: null } ? error.Detail : null;

    private async Task<object> PassOnAsync(HttpContext http, byte[] body, object? own)
    {
        var refusals = new List<string>();
        foreach (var worker in await relay.ListWorkersAsync(http.RequestAborted))
        {
            if (await relay.TryOpenAsync(http.Request, body, worker) is not { } answer)
            {
                continue;
            }

            using (answer)
            {
                var text = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                if (answer.IsSuccessStatusCode)
                {
                    return await DescribeAsync(http, text);
                }

                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || RefusalOf(JsonSerializer.Deserialize<ApiError>(text, WireJson.Options)) is not { } refusal)
                {
                    return TypedResults.Text(text, "application/json", statusCode: (int)answer.StatusCode); // it is the request's fault
                }

                refusals.Add(refusal);
            }
        }

        if (RefusalOf(own) is { } mine)
        {
            refusals.Add(mine);
        }

        return None(refusals);
    }

    private static JsonHttpResult<ApiError> None(IReadOnlyList<string> refusals) => ApiErrors.Other(
        StatusCodes.Status503ServiceUnavailable,
        refusals switch
        {
            [] => "There is no worker just now that could open a browser (setting Server:Roles).",
            [var only] => only,
            var all => string.Create(CultureInfo.InvariantCulture, $"None of the {all.Count} workers can open a browser session just now. One says: {all[0]}"),
        });

    /// <summary>In this process's words: its addresses are the ones that callers know.</summary>
    private async Task<IResult> DescribeAsync(HttpContext http, string text)
    {
        using var answer = JsonDocument.Parse(text);
        var id = answer.RootElement.GetProperty("browser_session_id").GetString()!;
        var session = await sessions.FindAsync(http.User.OrganizationId(), id, CancellationToken.None);
        return session is not null && await presenter.DescribeAsync(session, CancellationToken.None) is { } described
            ? TypedResults.Ok(described)
            : ApiErrors.Other(StatusCodes.Status503ServiceUnavailable, $"The browser session {id} is open, but cannot be read just now.");
    }
}
