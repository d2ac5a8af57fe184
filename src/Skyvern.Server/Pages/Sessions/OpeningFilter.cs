using Microsoft.AspNetCore.Http.Extensions;
using System.Text;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Pages.Sessions;

/// <summary>Has the form that opens a browser answered by the worker that has the fewest open, where this process is none.</summary>
internal sealed class OpeningFilter(ServerRoles roles, NodeRelay relay) : IEndpointFilter
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
        foreach (var worker in await relay.ListWorkersAsync(http.RequestAborted))
        {
            if (await relay.TryOpenAsync(http.Request, body, worker) is { } answer)
            {
                using (answer)
                {
                    await NodeAnswer.CopyAsync(answer, http.Response, http.RequestAborted);
                    return TypedResults.Empty;
                }
            }
        }

        return PageErrors.Result(http, StatusCodes.Status503ServiceUnavailable, "There is no worker just now that could open a browser (setting Server:Roles).");
    }
}
