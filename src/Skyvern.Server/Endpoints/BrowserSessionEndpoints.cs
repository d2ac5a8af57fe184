using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Http;
using Skyvern.Server.Nodes;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Requests;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Endpoints;

/// <summary>Browsers that stay open over several runs.</summary>
internal static class BrowserSessionEndpoints
{
    private const int UsualRows = 10;
    private const int MostRows = 100;

    public static void MapBrowserSessions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Browser sessions");

        group.MapPostAt(["/v1/browser_sessions", "/api/v1/browser_sessions"], CreateSession)
            .AddEndpointFilter<EndpointSet, WorkerFilter>()
            .Describe(
                "CreateBrowserSession",
                "Open a browser that stays open",
                "Runs with its browser_session_id go on in it, one at a time, from the page that it shows. It closes when nothing happens in it for "
                    + "its timeout, after 4 hours at most, and with the server. 503: no browser could be started, or as many are open as Sessions:MaxOpen allows.")
            .Takes(typeof(CreateBrowserSessionRequest), "create-browser-session.json", isOptional: true)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status503ServiceUnavailable)
            .WithExample(StatusCodes.Status200OK, "browser-session.json");
        group.MapGetAt(["/v1/browser_sessions", "/api/v1/browser_sessions"], ListSessions)
            .Describe("ListBrowserSessions", "List open browser sessions, newest first")
            .WithListExample("browser-session.json");
        group.MapGetAt(["/v1/browser_sessions/history", "/api/v1/browser_sessions/history"], ListHistory)
            .Describe("ListBrowserSessionHistory", "List all browser sessions, newest first", "The header x-total-count has the number of all.")
            .WithFields(RequestField.Integer("page", "From 1."), RequestField.Integer("page_size", "From 1 to 100; 10 if left out."))
            .WithListExample("browser-session.json");
        group.MapGetAt(["/v1/browser_sessions/{sessionId}", "/api/v1/browser_sessions/{sessionId}"], GetSession)
            .Describe("GetBrowserSession", "A browser session", "With the files that it and its runs fetched.")
            .Answers<EndpointSet, ApiError>(StatusCodes.Status503ServiceUnavailable)
            .WithExample(StatusCodes.Status200OK, "browser-session.json");
        group.MapPatch("/v1/browser_sessions/{sessionId}", UpdateSession)
            .Describe("UpdateBrowserSession", "Change an open browser session")
            .Takes(typeof(UpdateBrowserSessionRequest), "update-browser-session.json")
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .WithExample(StatusCodes.Status200OK, "browser-session.json");
        group.MapPostAt(["/v1/browser_sessions/{sessionId}/close", "/api/v1/browser_sessions/{sessionId}/close"], CloseSession)
            .AddEndpointFilter<EndpointSet, HolderFilter>()
            .Describe("CloseBrowserSession", "Close a browser session", "A run that works in it fails. Closing one that has ended changes nothing and is 200 too.")
            .WithExample(StatusCodes.Status200OK, "browser-session-closed.json");
    }

    private static async Task<Results<Ok<BrowserSessionResponse>, BadRequest<ApiError>, NotFound<ApiError>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>>
        CreateSession(
            HttpContext http, ClaimsPrincipal caller, SessionService sessions, TaskAddresses addresses, NamedBrowsers browsers, SessionPresenter presenter,
            OpenSessions open)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadOptionalAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var asked = SessionReader.Read(body.Root, caller.OrganizationId(), faults);
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var (accepted, refusal) = addresses.Check(asked);
        if (refusal is not null)
        {
            return ApiErrors.BadRequest(refusal);
        }

        if (await browsers.FindMissingProfileAsync(caller.OrganizationId(), accepted.Request.BrowserProfileId, http.RequestAborted) is { } missing)
        {
            return missing;
        }

        return await sessions.CreateAsync(accepted, CancellationToken.None) switch
        {
            null => Unavailable(open.NoRoom),
            { Status: SessionStatus.Failed } failed => Unavailable($"The browser session {failed.Id} could not be opened. {failed.FailureReason}"),
            var session => await DescribeAsync(session, presenter) is { } described ? TypedResults.Ok(described) : FilesUnavailable(session.Id),
        };
    }

    private static async Task<Ok<IReadOnlyList<BrowserSessionResponse>>> ListSessions(
        ClaimsPrincipal caller, ISessionStore store, SessionPresenter presenter, CancellationToken cancellationToken)
    {
        var sessions = await store.ListActiveAsync(caller.OrganizationId(), cancellationToken);
        return TypedResults.Ok(await presenter.DescribeAsync(caller.OrganizationId(), sessions, cancellationToken));
    }

    private static async Task<Results<Ok<IReadOnlyList<BrowserSessionResponse>>, UnprocessableEntity<ValidationError>>> ListHistory(
        HttpContext http, ClaimsPrincipal caller, ISessionStore store, SessionPresenter presenter, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var query = new QueryReader(http.Request.Query, faults);
        var (number, size) = (query.Integer("page", 1, least: 1), query.Integer("page_size", UsualRows, least: 1, most: MostRows));
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var page = await store.ListAsync(caller.OrganizationId(), number, size, cancellationToken);
        http.Response.Headers["x-total-count"] = page.TotalCount.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok(await presenter.DescribeAsync(caller.OrganizationId(), page.Items, cancellationToken));
    }

    private static async Task<Results<Ok<BrowserSessionResponse>, NotFound<ApiError>, JsonHttpResult<ApiError>>> GetSession(
        string sessionId, ClaimsPrincipal caller, SessionService sessions, SessionPresenter presenter, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(caller.OrganizationId(), sessionId, cancellationToken) is not { } session)
        {
            return ApiErrors.SessionNotFound(sessionId);
        }

        return await DescribeAsync(session, presenter) is { } described ? TypedResults.Ok(described) : FilesUnavailable(sessionId);
    }

    private static async Task<Results<Ok<BrowserSessionResponse>, NotFound<ApiError>, Conflict<ApiError>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>>
        UpdateSession(string sessionId, HttpContext http, ClaimsPrincipal caller, SessionService sessions, SessionPresenter presenter)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var wanted = body.Root is { } root ? new FieldReader(root, faults).Flag("generate_browser_profile") : null;
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var session = await sessions.FindAsync(caller.OrganizationId(), sessionId, http.RequestAborted);
        if (session is null)
        {
            return ApiErrors.SessionNotFound(sessionId);
        }

        if (await sessions.KeepProfileAsync(caller.OrganizationId(), sessionId, wanted ?? session.GenerateBrowserProfile, http.RequestAborted) != true)
        {
            return ApiErrors.Conflict($"The browser session {sessionId} has ended and cannot be changed.");
        }

        var changed = await sessions.FindAsync(caller.OrganizationId(), sessionId, http.RequestAborted);
        return await DescribeAsync(changed!, presenter) is { } described ? TypedResults.Ok(described) : FilesUnavailable(sessionId);
    }

    private static async Task<Results<Ok<MessageResponse>, NotFound<ApiError>>> CloseSession(
        string sessionId, ClaimsPrincipal caller, SessionService sessions, CancellationToken cancellationToken) =>
        await sessions.CloseAsync(caller.OrganizationId(), sessionId, cancellationToken) switch
        {
            null => ApiErrors.SessionNotFound(sessionId),
            true => TypedResults.Ok(new MessageResponse("Browser session closed.")),
            false => TypedResults.Ok(new MessageResponse("The browser session had ended already.")),
        };

    private static Task<BrowserSessionResponse?> DescribeAsync(BrowserSession session, SessionPresenter presenter) =>
        presenter.DescribeAsync(session, CancellationToken.None);

    private static JsonHttpResult<ApiError> Unavailable(string detail) => ApiErrors.Other(StatusCodes.Status503ServiceUnavailable, detail);

    private static JsonHttpResult<ApiError> FilesUnavailable(string sessionId) => ApiErrors.Other(
        StatusCodes.Status503ServiceUnavailable, $"The files of browser session {sessionId} cannot be read just now.", "downloaded_files_unavailable");
}
