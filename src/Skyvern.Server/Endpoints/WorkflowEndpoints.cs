using System.Security.Claims;
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

/// <summary>Store, list and delete workflows.</summary>
internal static class WorkflowEndpoints
{
    private const int MostRows = 100;

    public static void MapWorkflows(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapApiGroup("Workflows");

        group.MapGetAt(WorkflowPaths.All(), ListWorkflows)
            .Describe("ListWorkflows", "List workflows in their newest version, newest first")
            .WithFields(
                RequestField.Integer("page", "From 1."), RequestField.Integer("page_size", "From 1 to 100; 10 if left out."),
                RequestField.Text("search_key", "Part of title, description or id."), RequestField.Text("title", "Part of the same."),
                RequestField.Texts("status", "Any of these: published, draft, auto_generated, importing, import_failed."),
                RequestField.Text("only_saved_tasks", "true: only those kept as tasks to start from."),
                RequestField.Text("only_workflows", "true: only the others."), RequestField.Text("only_templates", "true: none, this server has no templates."),
                RequestField.Text("template", "The same."))
            .WithListExample("workflow.json");
        group.MapGetAt(WorkflowPaths.All("/{workflowId}"), GetWorkflow)
            .Describe("GetWorkflow", "A workflow")
            .WithFields(RequestField.Integer("version", "The newest if left out."))
            .WithExample(StatusCodes.Status200OK, "workflow.json");
        group.MapGetAt(WorkflowPaths.All("/{workflowId}/versions"), ListVersions)
            .Describe("ListWorkflowVersions", "A workflow's versions, newest first")
            .WithListExample("workflow.json");
        group.MapPostAt(WorkflowPaths.Today(), CreateWorkflow)
            .Describe(
                "CreateWorkflow", "Store a workflow",
                "As JSON or YAML. Blocks of these types are run: task, navigation, action, extraction, login, file_download, validation, goto_url, wait.")
            .Takes(typeof(CreateWorkflowRequest), "create-workflow.json")
            .WithFields(RequestField.Header(
                IdempotencyKeyReader.Header, "A repeated call with the same key and body returns the first call's workflow, for 24 hours."))
            .WithExample(StatusCodes.Status200OK, "workflow.json");
        group.MapPostAt(WorkflowPaths.Today("/{workflowId}"), ChangeWorkflow)
            .Describe("ChangeWorkflow", "Store a new version of a workflow", "Runs that were started with an earlier version keep to it.")
            .Takes(typeof(CreateWorkflowRequest), "create-workflow.json")
            .WithExample(StatusCodes.Status200OK, "workflow.json");
        group.MapPost("/api/v1/workflows", CreateFromBody)
            .Describe("CreateWorkflowFromBody", "Store a workflow that is the body itself", "JSON or YAML, with any content type.")
            .WithExample(StatusCodes.Status200OK, "workflow.json");
        group.MapPut("/api/v1/workflows/{workflowId}", ChangeFromBody)
            .Describe("ChangeWorkflowFromBody", "Store a new version that is the body itself", "JSON or YAML, with any content type.")
            .WithExample(StatusCodes.Status200OK, "workflow.json");
        group.MapPostAt(WorkflowPaths.Today("/{workflowId}/delete"), DeleteWorkflow)
            .Describe("DeleteWorkflow", "Delete a workflow", "Its runs stay, and those under way go on.");
        group.MapDelete("/api/v1/workflows/{workflowId}", DeleteWorkflow).Describe("DeleteWorkflowByMethod", "Delete a workflow");
    }

    public static NotFound<ApiError> NotFound(string workflowId) => ApiErrors.NotFound($"Workflow not found {workflowId}");

    private static async Task<Results<Ok<IEnumerable<WorkflowResponse>>, UnprocessableEntity<ValidationError>>> ListWorkflows(
        HttpContext http, ClaimsPrincipal caller, IWorkflowStore workflows, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var query = new QueryReader(http.Request.Query, faults);
        var (savedTasks, others) = (query.Flag("only_saved_tasks"), query.Flag("only_workflows"));
        var isEmpty = query.Flag("only_templates") || query.Flag("template") || (savedTasks && others);
        var filter = new WorkflowFilter
        {
            OrganizationId = caller.OrganizationId(),
            Page = query.Integer("page", 1, least: 1),
            PageSize = query.Integer("page_size", 10, least: 1, most: MostRows),
            Statuses = query.Words("status", WorkflowStatuses.All),
            IsSavedTask = savedTasks ? true : others ? false : null,
            Searches = [.. new[] { query.Text("search_key"), query.Text("title") }.OfType<string>()],
        };
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var page = isEmpty ? new Page<Workflow>([], 0) : await workflows.ListAsync(filter, cancellationToken);
        http.Response.Headers["x-total-count"] = page.TotalCount.ToString();
        return TypedResults.Ok(page.Items.Select(WorkflowResponses.Workflow));
    }

    private static async Task<Results<Ok<WorkflowResponse>, NotFound<ApiError>, UnprocessableEntity<ValidationError>>> GetWorkflow(
        string workflowId, HttpContext http, ClaimsPrincipal caller, IWorkflowStore workflows, CancellationToken cancellationToken)
    {
        var faults = new RequestFaults();
        var version = new QueryReader(http.Request.Query, faults).Integer("version", 0, least: 1);
        if (faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        return await workflows.FindAsync(caller.OrganizationId(), workflowId, version == 0 ? null : version, cancellationToken) is { } workflow
            ? TypedResults.Ok(WorkflowResponses.Workflow(workflow))
            : NotFound(workflowId);
    }

    private static async Task<Results<Ok<IEnumerable<WorkflowResponse>>, NotFound<ApiError>>> ListVersions(
        string workflowId, ClaimsPrincipal caller, IWorkflowStore workflows, CancellationToken cancellationToken) =>
        await workflows.ListVersionsAsync(caller.OrganizationId(), workflowId, cancellationToken) is { Count: > 0 } versions
            ? TypedResults.Ok(versions.Select(WorkflowResponses.Workflow))
            : NotFound(workflowId);

    private static async Task<Results<Ok<WorkflowResponse>, Conflict<ApiError>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> CreateWorkflow(
        HttpContext http, ClaimsPrincipal caller, WorkflowService workflows, TimeProvider time)
    {
        var faults = new RequestFaults();
        var key = IdempotencyKeyReader.Read(http.Request.Headers, faults);
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var draft = body.Root is { } root ? WorkflowBody.Read(root, faults, time) : null;
        if (draft is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var idempotency = key is null ? null : new IdempotencyKey(key, CanonicalJson.Hash(body.Root));
        var result = await workflows.CreateAsync(caller.OrganizationId(), draft, idempotency, CancellationToken.None);
        return result.Workflow is { } workflow
            ? TypedResults.Ok(WorkflowResponses.Workflow(workflow))
            : ApiErrors.Conflict(IdempotencyKeyReader.Reused);
    }

    private static async Task<Results<Ok<WorkflowResponse>, NotFound<ApiError>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> ChangeWorkflow(
        string workflowId, HttpContext http, ClaimsPrincipal caller, WorkflowService workflows, TimeProvider time)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var draft = body.Root is { } root ? WorkflowBody.Read(root, faults, time) : null;
        if (draft is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        return await workflows.ChangeAsync(caller.OrganizationId(), workflowId, draft, CancellationToken.None) is { } workflow
            ? TypedResults.Ok(WorkflowResponses.Workflow(workflow))
            : NotFound(workflowId);
    }

    private static async Task<Results<Ok<WorkflowResponse>, UnprocessableEntity<ValidationError>>> CreateFromBody(
        HttpContext http, ClaimsPrincipal caller, WorkflowService workflows, TimeProvider time)
    {
        var faults = new RequestFaults();
        var draft = await WorkflowBody.ReadRawAsync(http.Request, faults, time);
        if (draft is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        var result = await workflows.CreateAsync(caller.OrganizationId(), draft, idempotency: null, CancellationToken.None);
        return TypedResults.Ok(WorkflowResponses.Workflow(result.Workflow!));
    }

    private static async Task<Results<Ok<WorkflowResponse>, NotFound<ApiError>, UnprocessableEntity<ValidationError>>> ChangeFromBody(
        string workflowId, HttpContext http, ClaimsPrincipal caller, WorkflowService workflows, TimeProvider time)
    {
        var faults = new RequestFaults();
        var draft = await WorkflowBody.ReadRawAsync(http.Request, faults, time);
        if (draft is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        return await workflows.ChangeAsync(caller.OrganizationId(), workflowId, draft, CancellationToken.None) is { } workflow
            ? TypedResults.Ok(WorkflowResponses.Workflow(workflow))
            : NotFound(workflowId);
    }

    private static async Task<Results<JsonNull, NotFound<ApiError>>> DeleteWorkflow(
        string workflowId, ClaimsPrincipal caller, WorkflowService workflows) =>
        await workflows.DeleteAsync(caller.OrganizationId(), workflowId, CancellationToken.None) ? JsonNull.Instance : NotFound(workflowId);
}
