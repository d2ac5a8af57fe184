using System.Text.Json;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Nodes;

/// <summary>Has browser sessions opened by the worker that has the fewest, where this process is none.</summary>
internal sealed partial class WorkerFilter(
    ServerRoles roles, NodeRelay relay, SessionService sessions, SessionPresenter presenter, ILogger<WorkerFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        roles.WorksRuns ? await next(context) : await PassOnAsync(context.HttpContext);

    private async Task<IResult> PassOnAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var workers = (await relay.ListAsync(http.RequestAborted)).Where(node => node.WorksRuns).OrderBy(node => node.Sessions);
        IResult refusal = ApiErrors.Other(StatusCodes.Status503ServiceUnavailable, "There is no worker just now that could open a browser (setting Server:Roles).");
        foreach (var worker in workers)
        {
            // From here on nobody waits for the caller: a browser that is half open would be nobody's.
            if (await TrySendAsync(http, body.ToArray(), worker) is not { } answer)
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

                refusal = TypedResults.Text(text, "application/json", statusCode: (int)answer.StatusCode);
                if ((int)answer.StatusCode != StatusCodes.Status503ServiceUnavailable)
                {
                    break; // it is the request's fault
                }
            }
        }

        return refusal;
    }

    private async Task<HttpResponseMessage?> TrySendAsync(HttpContext http, byte[] body, NodeRecord worker)
    {
        try
        {
            return await relay.SendAsync(http.Request, body, worker, CancellationToken.None);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            LogNoAnswer(e, worker.Id);
            return null;
        }
    }

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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker {Node} does not answer.")]
    private partial void LogNoAnswer(Exception cause, string node);
}
