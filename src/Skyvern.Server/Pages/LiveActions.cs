using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Events;
using Skyvern.Server.Live;

namespace Skyvern.Server.Pages;

/// <summary>What keeps pages true while they are looked at, and what people do in them with a run under way.</summary>
/// <remarks>
/// In a page: <c>&lt;live-view run="tsk_…"&gt;</c> or <c>&lt;live-view session="pbs_…"&gt;</c> (script and style sheet live-view) and
/// <c>&lt;live-fragment src="/ui/runs/tsk_…/timeline" events="/ui/runs/tsk_…/events"&gt;</c> (script live-fragment); for a list of runs
/// <c>events="/ui/runs/events"</c>. A run that <see cref="CodeDesk"/> says is waiting takes a form with the field <c>code</c> at
/// <c>/ui/runs/tsk_…/code</c>.
/// </remarks>
internal static class LiveActions
{
    /// <summary>The sockets: also in processes that serve no pages, for those that do.</summary>
    public static void MapLiveSockets(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapUi();

        // A WebSocket over HTTP/2 begins with CONNECT.
        string[] methods = [HttpMethods.Get, HttpMethods.Connect];
        group.MapMethods("/live/runs/{id}", methods, (HttpContext http, string id, LiveConnections connections) => connections.MeetAsync(http, LiveKind.Task, id));
        group.MapMethods("/live/sessions/{id}", methods, (HttpContext http, string id, LiveConnections connections) => connections.MeetAsync(http, LiveKind.Session, id));
    }

    public static void MapLiveActions(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapUi();

        group.MapGet("/runs/events", (HttpContext http, RunEventStream events) => events.OfOrganization(http.User.OrganizationId()));
        group.MapGet("/runs/{runId}/events", FollowAsync);
        group.MapPost("/runs/{runId}/code", TakeCodeAsync);
    }

    private static async Task<IResult> FollowAsync(string runId, HttpContext http, RunService runs, RunEventStream events) =>
        await runs.FindAsync(http.User.OrganizationId(), runId, http.RequestAborted) is { } run
            ? events.OfRun(run, EventStream.LastSeen(http.Request) ?? 0, tellsChanges: true)
            : PageErrors.Result(http, StatusCodes.Status404NotFound, "There is no run with this id.");

    private static async Task<IResult> TakeCodeAsync(string runId, HttpContext http, CodeDesk desk)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return await desk.TakeAsync(http.User.OrganizationId(), runId, form["code"].ToString(), http.RequestAborted) switch
        {
            CodeAnswer.Taken => TypedResults.LocalRedirect(form[UiAccess.ReturnParameter] is [{ Length: > 0 } back] ? UiAccess.LocalOrHome(back) : $"/tasks/{runId}"),
            CodeAnswer.NoRun => PageErrors.Result(http, StatusCodes.Status404NotFound, "There is no run with this id."),
            CodeAnswer.NotWaiting => PageErrors.Result(
                http, StatusCodes.Status409Conflict, "This run does not wait for a code: it has got one meanwhile, has gone on without, or is over."),
            _ => PageErrors.Result(
                http, StatusCodes.Status422UnprocessableEntity, "There is no one-time code in that text, or more than one. Enter the code alone."),
        };
    }
}
