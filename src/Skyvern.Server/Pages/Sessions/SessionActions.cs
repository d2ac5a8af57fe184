using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;
using Skyvern.Server.Nodes;
using Skyvern.Server.Requests;

namespace Skyvern.Server.Pages.Sessions;

/// <summary>Opens and closes browser sessions from pages. Mapped also in processes without pages, which hold the browsers of those that have them.</summary>
internal static class SessionActions
{
    public static void MapSessionActions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapUi();

        group.MapPost("/browser-sessions", OpenAsync).AddEndpointFilter<OpeningFilter>();
        group.MapPost("/browser-sessions/{sessionId}/close", CloseAsync).AddEndpointFilter<HolderFilter>();
        group.MapGet("/browser-sessions", ListAsync);
        group.MapGet("/browser-sessions/{sessionId}", ShowAsync);
    }

    private static async Task<IResult> OpenAsync(HttpContext http, SessionService sessions, OpenSessions open, TaskAddresses addresses)
    {
        var fields = await http.Request.ReadFormAsync(http.RequestAborted);
        var form = new SessionForm(fields["url"].ToString().Trim(), fields["timeout"].ToString().Trim());
        var faults = new RequestFaults();
        var asked = SessionReader.Read(Body(form), http.User.OrganizationId(), faults);
        if (faults.Any)
        {
            return Refuse(form, $"The time-out must be a number of minutes from {BrowserSession.LeastTimeout} to {BrowserSession.MostTimeout}.");
        }

        var (accepted, refusal) = addresses.Check(asked);
        if (refusal is not null)
        {
            return Refuse(form, refusal);
        }

        return await sessions.CreateAsync(accepted, CancellationToken.None) switch
        {
            null => Refuse(form, open.NoRoom, StatusCodes.Status503ServiceUnavailable),
            var session => TypedResults.LocalRedirect($"/browser-session/{session.Id}"),
        };
    }

    private static async Task<IResult> CloseAsync(string sessionId, HttpContext http, SessionService sessions) =>
        await sessions.CloseAsync(http.User.OrganizationId(), sessionId, CancellationToken.None) is null
            ? Unknown(http)
            : TypedResults.LocalRedirect($"/browser-session/{sessionId}");

    private static async Task<IResult> ListAsync(HttpContext http, SessionListReader reader) => new RazorComponentResult<SessionTable>(
        new { Rows = (await reader.ListAsync(http.User.OrganizationId(), SessionListReader.PageAsked(http.Request), http.RequestAborted)).Items });

    private static async Task<IResult> ShowAsync(string sessionId, HttpContext http, SessionListReader reader) =>
        await reader.FindAsync(http.User.OrganizationId(), sessionId, http.RequestAborted) is { } session
            ? new RazorComponentResult<SessionFacts>(new { Session = session })
            : Unknown(http);

    private static RazorComponentResult<SessionsPage> Refuse(SessionForm form, string fault, int status = StatusCodes.Status422UnprocessableEntity) =>
        new(new { Form = form with { Fault = fault } }) { StatusCode = status };

    private static IResult Unknown(HttpContext http) => PageErrors.Result(http, StatusCodes.Status404NotFound, "There is no browser session with this id.");

    /// <summary>As the API takes it: both have the same rules.</summary>
    private static JsonElement Body(SessionForm form) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["url"] = form.Url.Length > 0 ? form.Url : null,
        ["timeout"] = form.Timeout.Length > 0 ? form.Timeout : null,
    });
}
