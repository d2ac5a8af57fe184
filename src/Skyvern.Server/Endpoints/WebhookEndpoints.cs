using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Responses;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.Endpoints;

/// <summary>Looks at a run's webhook, sends it again, tries an address.</summary>
internal static class WebhookEndpoints
{
    internal const string NoKey = "The organization has no valid API key left that could sign the webhook.";

    public static void MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Webhooks");

        group.MapPost("/v1/runs/{runId}/retry_webhook", Retry)
            .Describe("RetryRunWebhook", "Send a run's webhook once more", "Waits for the answer, at most a minute. Only for a run that has ended.")
            .Takes(typeof(RetryWebhookRequest), "retry-webhook.json", isOptional: true)
            .Answers<RouteHandlerBuilder, WebhookReplayResponse>(StatusCodes.Status200OK)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status400BadRequest)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status404NotFound)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .Answers<RouteHandlerBuilder, ValidationError>(StatusCodes.Status422UnprocessableEntity)
            .WithExample(StatusCodes.Status200OK, "webhook-replay.json");
        group.MapPost("/api/v1/tasks/{runId}/retry_webhook", RetryAsTask)
            .Describe("RetryTaskWebhook", "Send a run's webhook once more")
            .Answers<RouteHandlerBuilder, TaskResponse>(StatusCodes.Status200OK)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status400BadRequest)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status404NotFound)
            .WithExample(StatusCodes.Status200OK, "task.json");
        group.MapGetAt(["/v1/internal/runs/{runId}/test-webhook", "/api/v1/internal/runs/{runId}/test-webhook"], Preview)
            .Describe("PreviewRunWebhook", "What a run's webhook looks like")
            .WithExample(StatusCodes.Status200OK, "webhook-preview.json");
        group.MapPostAt(["/v1/internal/runs/{runId}/test-webhook", "/api/v1/internal/runs/{runId}/test-webhook"], TestRun)
            .Describe("TestRunWebhook", "Send a run's webhook to an address")
            .Takes(typeof(TestRunWebhookRequest), "test-run-webhook.json", isOptional: true)
            .Answers<EndpointSet, WebhookReplayResponse>(StatusCodes.Status200OK)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status400BadRequest)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status404NotFound)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .Answers<EndpointSet, ValidationError>(StatusCodes.Status422UnprocessableEntity)
            .WithExample(StatusCodes.Status200OK, "webhook-replay.json");
        group.MapPostAt(["/v1/internal/test-webhook", "/api/v1/internal/test-webhook"], Test)
            .Describe("TestWebhook", "Try a webhook address", "Always answers 200; what went wrong is told in error.")
            .Takes(typeof(TestWebhookRequest), "test-webhook.json")
            .Answers<EndpointSet, TestWebhookResponse>(StatusCodes.Status200OK)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status404NotFound)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status415UnsupportedMediaType)
            .Answers<EndpointSet, ValidationError>(StatusCodes.Status422UnprocessableEntity)
            .WithExample(StatusCodes.Status200OK, "webhook-test.json");
    }

    private static Task<IResult> Retry(string runId, HttpContext http, ClaimsPrincipal caller, RunService runs, WebhookTrial trial) =>
        ReplayAsync(runId, "webhook_url", http, caller, runs, trial);

    private static Task<IResult> TestRun(string runId, HttpContext http, ClaimsPrincipal caller, RunService runs, WebhookTrial trial) =>
        ReplayAsync(runId, "override_webhook_url", http, caller, runs, trial);

    private static async Task<IResult> ReplayAsync(
        string runId, string field, HttpContext http, ClaimsPrincipal caller, RunService runs, WebhookTrial trial)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadOptionalAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var other = body.Root is { } root ? new FieldReader(root, faults).Text(field) : null;
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        if (await runs.FindAsync(caller.OrganizationId(), runId, http.RequestAborted) is not { } run)
        {
            return ApiErrors.RunNotFound(runId);
        }

        var (refusal, address, signed) = await PrepareAsync(run, string.IsNullOrWhiteSpace(other) ? run.Request.WebhookUrl : other, trial, http.RequestAborted);
        if (address is null || signed is null)
        {
            return ApiErrors.BadRequest(refusal!);
        }

        var (result, milliseconds) = await trial.SendAgainAsync(run, address, signed, http.RequestAborted);
        return TypedResults.Ok(new WebhookReplayResponse
        {
            RunId = run.Id,
            RunType = run.RunType,
            DefaultWebhookUrl = run.Request.WebhookUrl,
            TargetWebhookUrl = address.AbsoluteUri,
            Payload = WebhookTrial.TextOf(signed),
            Headers = signed.Headers,
            StatusCode = result.StatusCode,
            LatencyMs = milliseconds,
            ResponseBody = result.ResponseBody,
            Error = result.Error,
        });
    }

    private static async Task<IResult> RetryAsTask(
        string runId, ClaimsPrincipal caller, RunService runs, WebhookTrial trial, RunPresenter presenter, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(caller.OrganizationId(), runId, cancellationToken) is not { } run)
        {
            return ApiErrors.NotFound($"Task not found {runId}");
        }

        var (refusal, address, signed) = await PrepareAsync(run, run.Request.WebhookUrl, trial, cancellationToken);
        if (address is null || signed is null)
        {
            return ApiErrors.BadRequest(refusal!);
        }

        await trial.SendAgainAsync(run, address, signed, cancellationToken);
        var told = await runs.FindAsync(caller.OrganizationId(), runId, CancellationToken.None) ?? run;
        return TypedResults.Ok(await presenter.DescribeTaskAsync(told, cancellationToken));
    }

    private static async Task<Results<Ok<WebhookPreviewResponse>, NotFound<ApiError>, BadRequest<ApiError>>> Preview(
        string runId, ClaimsPrincipal caller, RunService runs, WebhookTrial trial, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(caller.OrganizationId(), runId, cancellationToken) is not { } run)
        {
            return ApiErrors.RunNotFound(runId);
        }

        return await trial.PrepareAsync(run, cancellationToken) is not { } signed
            ? ApiErrors.BadRequest(NoKey)
            : TypedResults.Ok(new WebhookPreviewResponse
            {
                RunId = run.Id,
                RunType = run.RunType,
                DefaultWebhookUrl = run.Request.WebhookUrl,
                Payload = WebhookTrial.TextOf(signed),
                Headers = signed.Headers,
            });
    }

    private static async Task<IResult> Test(HttpContext http, ClaimsPrincipal caller, RunService runs, WebhookTrial trial, TimeProvider time)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var fields = body.Root is { } root ? new FieldReader(root, faults) : null;
        var url = fields?.RequiredText("webhook_url");
        var type = fields?.RequiredText("run_type") is null ? null : fields.Word("run_type", ["task", TaskRun.WorkflowRunType]);
        var runId = fields?.Text("run_id");
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var run = string.IsNullOrEmpty(runId) ? SampleRun.Of(caller, type == TaskRun.WorkflowRunType, time.GetUtcNow()) : await runs.FindAsync(caller.OrganizationId(), runId, http.RequestAborted);
        if (run is null)
        {
            return ApiErrors.RunNotFound(runId!);
        }

        var (address, problem) = trial.Check(url!);
        var signed = await trial.PrepareAsync(run, http.RequestAborted);
        if (address is null || signed is null)
        {
            return TypedResults.Ok(new TestWebhookResponse
            {
                LatencyMs = 0, ResponseBody = "", HeadersSent = new Dictionary<string, string>(), Error = problem ?? NoKey,
            });
        }

        var (result, milliseconds) = await trial.SendAsync(address, signed, http.RequestAborted);
        return TypedResults.Ok(new TestWebhookResponse
        {
            StatusCode = result.StatusCode,
            LatencyMs = milliseconds,
            ResponseBody = result.ResponseBody ?? "",
            HeadersSent = signed.Headers,
            Error = result.Error,
        });
    }

    /// <summary>What is sent and where to, or why nothing can be.</summary>
    private static async Task<(string? Refusal, Uri? Address, SignedBody? Body)> PrepareAsync(
        TaskRun run, string? target, WebhookTrial trial, CancellationToken cancellationToken)
    {
        if (Refusal(run, target) is { } refusal)
        {
            return (refusal, null, null);
        }

        var (address, problem) = trial.Check(target!);
        var signed = await trial.PrepareAsync(run, cancellationToken);
        return (problem ?? (signed is null ? NoKey : null), address, signed);
    }

    private static string? Refusal(TaskRun run, string? target) =>
        !run.Status.IsFinal() ? $"The run {run.Id} has not ended yet: it is {run.Status.ToWire()}."
        : string.IsNullOrWhiteSpace(target) ? $"The run {run.Id} has no webhook address; give one."
        : null;
}
