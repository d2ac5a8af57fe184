using Microsoft.AspNetCore.Http.Extensions;
using System.Text;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Pages.Sessions;

/// <summary>Has the form that opens a browser answered by the worker that has the fewest open, where this process is none.</summary>
internal sealed partial class OpeningFilter(ServerRoles roles, NodeRelay relay, ILogger<OpeningFilter> logger) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (roles.WorksRuns)
        {
            return await next(context);
        }

        var http = context.HttpContext;
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var body = Encoding.UTF8.GetBytes(new QueryBuilder(form.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))).ToString().TrimStart('?'));
        foreach (var worker in (await relay.ListAsync(http.RequestAborted)).Where(node => node.WorksRuns).OrderBy(node => node.Sessions))
        {
            try
            {
                using var answer = await relay.SendAsync(http.Request, body, worker, CancellationToken.None);
                await NodeAnswer.CopyAsync(answer, http.Response, http.RequestAborted);
                return TypedResults.Empty;
            }
            catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
            {
                LogNoAnswer(e, worker.Id);
            }
        }

        return PageErrors.Result(http, StatusCodes.Status503ServiceUnavailable, "There is no worker just now that could open a browser (setting Server:Roles).");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The worker {Node} does not answer.")]
    private partial void LogNoAnswer(Exception cause, string node);
}
