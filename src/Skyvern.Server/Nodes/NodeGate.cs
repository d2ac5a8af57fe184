using Skyvern.Server.Http;

namespace Skyvern.Server.Nodes;

/// <summary>Lets nothing into a process without the API but health and what other processes pass on, and marks the latter.</summary>
internal sealed class NodeGate(RequestDelegate next, ServerRoles roles, NodeTokens tokens)
{
    private static readonly object Mark = new();

    /// <summary>Whether another process has passed the request on: then it goes no further.</summary>
    public static bool IsPassedOn(HttpContext context) => context.Items.ContainsKey(Mark);

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey(NodeTokens.Header))
        {
            if (!tokens.IsValid(context.Request))
            {
                return ApiErrors.WriteAsync(context, StatusCodes.Status403Forbidden, "This request was not passed on by a process of this server.");
            }

            context.Items[Mark] = true;
        }
        else if (!roles.ServesApi && !context.Request.Path.StartsWithSegments("/health"))
        {
            return ApiErrors.WriteAsync(context, StatusCodes.Status404NotFound, "This process works runs off and takes no requests (setting Server:Roles).");
        }

        return next(context);
    }
}
