using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Endpoints;
using Skyvern.Server.Pages.Runs;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.Pages.Webhooks;

/// <summary>Sends webhooks again and tries addresses, for the person who is logged in.</summary>
internal static class WebhookActions
{
    private const string Home = "/webhooks";
    private const int MostOfAddress = 200;
    private const int MostOfAnswer = 500;

    public static void MapWebhookPage(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapUi().MapGroup("/webhooks");

        group.MapGet("/", ListAsync);
        group.MapPost("/{runId}/send", SendAgainAsync);
        group.MapPost("/try", TryAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, WebhookListReader reader) => new RazorComponentResult<WebhookTable>(new
    {
        List = await reader.ReadAsync(http.User.OrganizationId(), http.Request.Query, http.RequestAborted),
    });

    private static async Task<IResult> SendAgainAsync(string runId, HttpContext http, RunService runs, WebhookTrial trial, Flash flash)
    {
        if (await runs.FindAsync(http.User.OrganizationId(), runId, http.RequestAborted) is not { } run)
        {
            return PageErrors.Result(http, StatusCodes.Status404NotFound, $"There is no task {runId}.");
        }

        return run.Status.IsFinal() && run.Request.WebhookUrl is { Length: > 0 } url
            ? await SendAsync(http, run, url, trial, flash, isRepeat: true)
            : PageErrors.Result(http, StatusCodes.Status400BadRequest, "There is no webhook to send: the task has no address for it, or has not ended.");
    }

    private static async Task<IResult> TryAsync(HttpContext http, WebhookTrial trial, Flash flash, TimeProvider time)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return await SendAsync(http, SampleRun.Of(http.User, isWorkflow: false, time.GetUtcNow()), form["url"].ToString().Trim(), trial, flash, isRepeat: false);
    }

    private static async Task<IResult> SendAsync(HttpContext http, TaskRun run, string url, WebhookTrial trial, Flash flash, bool isRepeat)
    {
        var (address, refusal) = trial.Check(url);
        var signed = await trial.PrepareAsync(run, http.RequestAborted);
        if (address is null || signed is null)
        {
            flash.Put(http, http.User.OrganizationId(), new WebhookTry(Amounts.Beginning(url, MostOfAddress), null, 0, refusal ?? WebhookEndpoints.NoKey, ""));
            return TypedResults.LocalRedirect($"{Home}#told");
        }

        var (result, took) = isRepeat
            ? await trial.SendAgainAsync(run, address, signed, http.RequestAborted)
            : await trial.SendAsync(address, signed, http.RequestAborted);
        var answer = result.ResponseBody ?? "";
        flash.Put(http, http.User.OrganizationId(), new WebhookTry(
            Amounts.Beginning(address.AbsoluteUri, MostOfAddress), result.StatusCode, took, result.Error, answer.Length <= MostOfAnswer ? answer : answer[..MostOfAnswer] + "…"));
        return TypedResults.LocalRedirect($"{Home}#told");
    }
}
