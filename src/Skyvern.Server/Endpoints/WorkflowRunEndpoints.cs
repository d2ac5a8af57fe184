using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Requests;
using Skyvern.Server.Responses;

namespace Skyvern.Server.Endpoints;

/// <summary>Run workflows and list their runs; a run of a workflow is followed and stopped like any other.</summary>
internal static class WorkflowRunEndpoints
{
    public static void MapWorkflowRuns(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Workflows");

        group.MapPostAt(["/v1/run/workflows", "/v1/run/agents"], RunWorkflow)
            .Describe(
                "RunWorkflow", "Run a workflow",
                "Returns at once with a run that is queued; follow it with GET /v1/runs/{run_id} or a webhook. Its blocks run one after the other in one browser.")
            .Takes(typeof(RunWorkflowRequest), "run-workflow.json")
            .WithFields(
                RequestFields.IdempotencyKey,
                RequestField.Header(HeaderIntegers.MaxSteps, "Most steps of each block."))
            .Answers<EndpointSet, WorkflowRunResponse>(StatusCodes.Status200OK)
            .Answers<EndpointSet, ApiError>(StatusCodes.Status404NotFound)
            .WithExample(StatusCodes.Status200OK, "workflow-run.json");
        group.MapPost("/api/v1/workflows/{workflowId}/run", RunOld)
            .Describe("RunWorkflowOld", "Run a workflow, in the words of the first generation")
            .Takes(typeof(OldRunWorkflowRequest), "run-workflow-old.json")
            .Answers<RouteHandlerBuilder, OldRunWorkflowResponse>(StatusCodes.Status200OK)
            .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status404NotFound)
            .WithExample(StatusCodes.Status200OK, "workflow-started.json");
        group.MapPostAt(WorkflowPaths.Today("/runs/{runId}/retry"), Retry)
            .Describe("RetryWorkflowRun", "Run a workflow again with the same values", "Only for a run that has ended. The answer is a new run of the same version.")
            .WithExample(StatusCodes.Status200OK, "workflow-run.json");
        group.MapGetAt(WorkflowPaths.All("/runs"), ListRuns)
            .Describe("ListWorkflowRuns", "List runs of workflows, newest first")
            .WithFields(ListFields)
            .WithListExample("workflow-run-list-item.json");
        group.MapGetAt(WorkflowPaths.All("/{workflowId}/runs"), ListRunsOfWorkflow)
            .Describe("ListRunsOfWorkflow", "List a workflow's runs, newest first")
            .WithFields(ListFields)
            .WithListExample("workflow-run-list-item.json");
    }

    private static RequestField[] ListFields =>
    [
        RequestField.Integer("page", "From 1 to 100."), RequestField.Integer("page_size", "From 1 to 100; 10 if left out."),
        RequestField.Texts("status", "Any of these statuses."), RequestField.Text("search_key", "Part of title or run id; 3 characters or more."),
    ];

    private static async Task<IResult> RunWorkflow(
        HttpContext http, ClaimsPrincipal caller, RunService runs, IWorkflowStore workflows, WorkflowRunRequests requests, NamedBrowsers browsers, RunPresenter presenter) =>
        await StartAsync(null, http, caller, runs, workflows, requests, browsers) switch
        {
            (null, { } refusal) => refusal,
            ({ } run, _) => TypedResults.Ok(await presenter.DescribeWorkflowRunAsync(run, CancellationToken.None)),
            _ => throw new InvalidOperationException("A start is a run or a refusal."),
        };

    private static async Task<IResult> RunOld(
        string workflowId, HttpContext http, ClaimsPrincipal caller, RunService runs, IWorkflowStore workflows, WorkflowRunRequests requests, NamedBrowsers browsers) =>
        await StartAsync(workflowId, http, caller, runs, workflows, requests, browsers) switch
        {
            (null, { } refusal) => refusal,
            ({ } run, _) => TypedResults.Ok(new OldRunWorkflowResponse
            {
                WorkflowId = run.WorkflowPermanentId!, WorkflowRunId = run.Id, AgentId = run.WorkflowPermanentId!, AgentRunId = run.Id,
            }),
            _ => throw new InvalidOperationException("A start is a run or a refusal."),
        };

    /// <summary>The run, or why there is none. A path that names the workflow has a body in the words of the first generation, or none.</summary>
    private static async Task<(TaskRun? Run, IResult? Refusal)> StartAsync(
        string? workflowId, HttpContext http, ClaimsPrincipal caller, RunService runs, IWorkflowStore workflows, WorkflowRunRequests requests, NamedBrowsers browsers)
    {
        var (faults, organizationId) = (new RequestFaults(), caller.OrganizationId());
        var key = IdempotencyKeyReader.Read(http.Request.Headers, faults);
        var body = workflowId is null
            ? await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted)
            : await JsonBody.ReadOptionalAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return (null, ApiErrors.UnsupportedMediaType(http.Request));
        }

        var root = body.Root ?? JsonElement.Parse("{}");
        var asked = faults.Any ? null
            : workflowId is null ? RunWorkflowReader.Read(root, http.Request.Headers, faults)
            : RunWorkflowReader.ReadOld(root, http.Request.Headers, faults) with { WorkflowId = workflowId };
        if (asked is null || faults.Any)
        {
            return (null, ApiErrors.Invalid(faults));
        }

        // A repeat is answered with its run even if the request would be refused by now.
        var idempotency = key is null ? null : new IdempotencyKey(key, CanonicalJson.Hash(new { asked.WorkflowId, root }));
        if (await runs.FindRepeatAsync(organizationId, idempotency, http.RequestAborted) is { } repeat)
        {
            return Answer(repeat);
        }

        if (await workflows.FindAsync(organizationId, asked.WorkflowId, version: null, http.RequestAborted) is not { } workflow)
        {
            return (null, WorkflowEndpoints.NotFound(asked.WorkflowId));
        }

        var arguments = RunWorkflowReader.Arguments(workflow.Definition, asked.Parameters, workflowId is null ? "parameters" : "data", faults);
        if (faults.Any)
        {
            return (null, ApiErrors.Invalid(faults));
        }

        var (request, refusal) = await requests.MakeAsync(asked, workflow, arguments, http.RequestAborted);
        if (refusal is not null)
        {
            return (null, ApiErrors.BadRequest(refusal));
        }

        if (await browsers.FindMissingAsync(organizationId, request, http.RequestAborted) is { } missing)
        {
            return (null, missing);
        }

        // From here on the run is stored even if the caller hangs up: half a creation would be worse.
        return Answer(await runs.CreateAsync(
            new NewRun(organizationId, caller.ApiKeyId(), request, TriggerTypes.Of(http.Request)) { Idempotency = idempotency }, CancellationToken.None));
    }

    private static (TaskRun? Run, IResult? Refusal) Answer(CreateRunResult result) => result.Run switch
    {
        // The key may stand for a run that another endpoint started.
        { IsWorkflow: true } run => (run, null),
        _ => (null, ApiErrors.Conflict(IdempotencyKeyReader.Reused)),
    };

    private static async Task<Results<Ok<WorkflowRunResponse>, BadRequest<ApiError>, NotFound<ApiError>>> Retry(
        string runId, HttpContext http, ClaimsPrincipal caller, RunService runs, IWorkflowStore workflows, RunPresenter presenter)
    {
        var organizationId = caller.OrganizationId();
        if (await runs.FindAsync(organizationId, runId, http.RequestAborted) is not { IsWorkflow: true } run)
        {
            return ApiErrors.RunNotFound(runId);
        }

        if (!run.Status.IsFinal())
        {
            return ApiErrors.BadRequest($"The run {runId} has not ended yet: it is {run.Status.ToWire()}.");
        }

        if (await workflows.FindAsync(organizationId, run.WorkflowPermanentId!, version: null, http.RequestAborted) is null)
        {
            return WorkflowEndpoints.NotFound(run.WorkflowPermanentId!);
        }

        var result = await runs.CreateAsync(
            new NewRun(organizationId, caller.ApiKeyId(), run.Request, TriggerTypes.Of(http.Request)), CancellationToken.None);
        return TypedResults.Ok(await presenter.DescribeWorkflowRunAsync(result.Run!, CancellationToken.None));
    }

    private static Task<Results<Ok<IEnumerable<WorkflowRunListItem>>, UnprocessableEntity<ValidationError>>> ListRuns(
        HttpContext http, ClaimsPrincipal caller, IRunReader reader, CancellationToken cancellationToken) =>
        ListAsync(null, http, caller, reader, cancellationToken);

    private static Task<Results<Ok<IEnumerable<WorkflowRunListItem>>, UnprocessableEntity<ValidationError>>> ListRunsOfWorkflow(
        string workflowId, HttpContext http, ClaimsPrincipal caller, IRunReader reader, CancellationToken cancellationToken) =>
        ListAsync(workflowId, http, caller, reader, cancellationToken);

    private static async Task<Results<Ok<IEnumerable<WorkflowRunListItem>>, UnprocessableEntity<ValidationError>>> ListAsync(
        string? workflowId, HttpContext http, ClaimsPrincipal caller, IRunReader reader, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var query = RunListQuery.ReadWorkflowRuns(http.Request.Query, caller.OrganizationId(), workflowId, faults);
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var runs = await query.ListAsync(reader, http.Response, cancellationToken);
        return TypedResults.Ok(runs.Select(WorkflowResponses.Run));
    }
}
