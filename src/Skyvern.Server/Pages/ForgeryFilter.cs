using Microsoft.AspNetCore.Antiforgery;
using Skyvern.Server.Http;
using Skyvern.Server.Nodes;

namespace Skyvern.Server.Pages;

/// <summary>Refuses requests that pages of other sites make in the name of a person who is logged in here.</summary>
internal sealed class ForgeryFilter(IAntiforgery forms, ServerAddress address) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (NodeGate.IsPassedOn(http))
        {
            return await next(context); // looked at by the process that has passed it on, with the form
        }

        if (!IsOwn(http.Request) && !IsFollowedLink(http.Request))
        {
            return PageErrors.Result(http, StatusCodes.Status403Forbidden, "This request came from a page of another site.");
        }

        // Reads need no token. Nor do sockets, which cannot carry one: browsers name the origin of each.
        return http.WebSockets.IsWebSocketRequest || await forms.IsRequestValidAsync(http)
            ? await next(context)
            : PageErrors.Result(http, StatusCodes.Status400BadRequest, "The form was open for too long, or you have logged in anew since. Go back, reload the page and send it again.");
    }

    /// <summary>A person who follows a link in an e-mail or a chat comes from another site, by way of the log-in too. Reads alone.</summary>
    private static bool IsFollowedLink(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private bool IsOwn(HttpRequest request)
    {
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin)
        {
            // By name and port alone: a proxy in front may speak https.
            return Uri.TryCreate(origin, UriKind.Absolute, out var page)
                && (page.Authority == request.Host.Value || page.Authority == new Uri(address.App).Authority);
        }

        return !request.HttpContext.WebSockets.IsWebSocketRequest && request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
    }
}
