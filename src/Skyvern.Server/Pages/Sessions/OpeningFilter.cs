using Microsoft.AspNetCore.Http.Extensions;
using System.Net;
using System.Text;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Pages.Sessions;

/// <summary>Has the form that opens a browser answered by a worker that has room: this process, if it is one, or else those that have the fewest first.</summary>
internal sealed class OpeningFilter(ServerRoles roles, NodeRelay relay) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (NodeGate.IsPassedOn(http))
        {
            return await next(context);
        }

        var own = roles.WorksRuns ? await next(context) : null;
        if (own is not null and not IStatusCodeHttpResult { StatusCode: StatusCodes.Status503ServiceUnavailable })
        {
            return own;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var body = Encoding.UTF8.GetBytes(new QueryBuilder(form.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()))).ToString().TrimStart('?'));
        HttpResponseMessage? full = null;
        try
        {
            foreach (var worker in await relay.ListWorkersAsync(http.RequestAborted))
            {
                if (await relay.TryOpenAsync(http.Request, body, worker) is not { } answer)
                {
                    continue;
                }

                if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
                {
                    using (answer)
                    {
                        return await AnswerAsync(http, answer);
                    }
                }

                full?.Dispose();
                full = answer;
            }

            return own ?? (full is not null
                ? await AnswerAsync(http, full)
                : PageErrors.Result(http, StatusCodes.Status503ServiceUnavailable, "There is no worker just now that could open a browser (setting Server:Roles)."));
        }
        finally
        {
            full?.Dispose();
        }
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, HttpResponseMessage answer)
    {
        await NodeAnswer.CopyAsync(answer, http.Response, http.RequestAborted);
        return TypedResults.Empty;
    }
}
