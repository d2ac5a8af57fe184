using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.Pages.Parts.Runs;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.Pages.Runs;

/// <summary>What a run's page calls: its parts as the server would render them now, its buttons, its data as files.</summary>
internal static class RunActions
{
    public static void MapRunPage(this IEndpointRouteBuilder routes)
    {
        var run = routes.MapUi().MapGroup("/runs/{runId}");

        run.MapGet("/top", Top);
        run.MapGet("/player", Player);
        run.MapGet("/timeline", Timeline);
        run.MapGet("/tabs/{tab}", Tab);
        run.MapGet("/output.json", (string runId, HttpContext http) => OutputFile(runId, http, "json", "application/json; charset=utf-8", output => new(System.Text.Encoding.UTF8.GetBytes(output.Json))));
        run.MapGet("/output.csv", (string runId, HttpContext http) => OutputFile(runId, http, "csv", "text/csv; charset=utf-8", output => new(OutputCsv.Write(output.Tables))));
        run.MapPost("/cancel", Cancel);
        run.MapPost("/webhook", SendWebhook);
    }

    private static Task<IResult> Top(string runId, HttpContext http, ServerAddress address) =>
        PartAsync<RunTop>(runId, http, RunParts.Steps | RunParts.Events | RunParts.Webhook, facts => new { Facts = facts, RunRequestView.Of(facts, address.Api).Snippets });

    private static Task<IResult> Player(string runId, HttpContext http) =>
        PartAsync<RunPlayer>(runId, http, RunParts.Steps | RunParts.Artifacts, facts => new { Facts = facts });

    private static Task<IResult> Timeline(string runId, HttpContext http) =>
        PartAsync<RunSide>(runId, http, RunParts.Timeline, facts => new { Facts = facts, Timeline = TimelineBuilder.Of(facts) });

    private static async Task<IResult> Tab(string runId, string tab, HttpContext http, RunPageReader reader, RunTabReader tabs) =>
        await reader.ReadAsync(http.User.OrganizationId(), runId, RunParts.All, http.RequestAborted) is { } facts
            ? new RazorComponentResult<RunTabPanel>(new { View = await tabs.ReadAsync(RunTabs.Named(tab, facts), facts, http.RequestAborted) })
            : Unknown(http, runId);

    private static async Task<IResult> Cancel(string runId, HttpContext http, ClaimsPrincipal person, RunService runs)
    {
        // Not tied to the request: a person who goes on has still asked for it. One that has ended meanwhile needs no cancel: its page says how.
        var outcome = await runs.CancelAsync(person.OrganizationId(), runId, CancellationToken.None);
        return outcome.Kind == CancelKind.NotFound ? Unknown(http, runId) : SeeOther($"/tasks/{runId}");
    }

    private static async Task<IResult> SendWebhook(string runId, HttpContext http, ClaimsPrincipal person, RunService runs, WebhookTrial trial)
    {
        if (await runs.FindAsync(person.OrganizationId(), runId, http.RequestAborted) is not { } run)
        {
            return Unknown(http, runId);
        }

        if (!run.Status.IsFinal() || run.Request.WebhookUrl is not { Length: > 0 } url)
        {
            return PageErrors.Result(http, StatusCodes.Status400BadRequest, "There is no webhook to send: the run has no address for it, or has not ended.");
        }

        var (address, problem) = trial.Check(url);
        var signed = await trial.PrepareAsync(run, http.RequestAborted);
        if (address is null || signed is null)
        {
            return PageErrors.Result(http, StatusCodes.Status400BadRequest, problem ?? "The organization has no valid API key left that could sign the webhook.");
        }

        await trial.SendAgainAsync(run, address, signed, http.RequestAborted);
        return SeeOther($"/tasks/{runId}?tab={RunTab.Webhooks.Word()}#tabs");
    }

    private static async Task<IResult> OutputFile(string runId, HttpContext http, string ending, string type, Func<OutputView, ReadOnlyMemory<byte>> write)
    {
        var services = http.RequestServices;
        var facts = await services.GetRequiredService<RunPageReader>().ReadAsync(http.User.OrganizationId(), runId, RunParts.None, http.RequestAborted);
        if (facts is null || OutputView.Of(facts, services.GetRequiredService<IOutputValidator>()) is not { } output)
        {
            return Unknown(http, runId);
        }

        http.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment")
        {
            FileName = string.Create(CultureInfo.InvariantCulture, $"{runId}.{ending}"),
        }.ToString();
        return TypedResults.Bytes(write(output), type);
    }

    private static async Task<IResult> PartAsync<TPart>(string runId, HttpContext http, RunParts parts, Func<RunFacts, object> parameters)
        where TPart : Microsoft.AspNetCore.Components.IComponent =>
        await http.RequestServices.GetRequiredService<RunPageReader>().ReadAsync(http.User.OrganizationId(), runId, parts, http.RequestAborted) is { } facts
            ? new RazorComponentResult<TPart>(parameters(facts))
            : Unknown(http, runId);

    private static IResult Unknown(HttpContext http, string runId) => PageErrors.Result(http, StatusCodes.Status404NotFound, $"No task of yours has the id {runId}.");

    /// <summary>After a form, the browser is to fetch the page by GET.</summary>
    private static RedirectHttpResult SeeOther(string address) => TypedResults.LocalRedirect(address);
}
