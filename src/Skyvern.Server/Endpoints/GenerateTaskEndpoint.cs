using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client.Contracts;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Drafts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.Endpoints;

/// <summary>Makes a task of a prompt, to be looked at and started.</summary>
internal static class GenerateTaskEndpoint
{
    private const int LongestPrompt = 20_000;

    private const string NothingKnown =
        "Without a language model nothing can be told of this goal: name the address to start at, or say it in clauses such as: go to …, fill in …, extract …";

    public static void MapGenerateTask(this IEndpointRouteBuilder routes) => routes.MapApiGroup("Tasks")
        .MapPost("/api/v1/generate/task", Generate)
        .Describe(
            "GenerateTask", "Make a task of a goal in plain words",
            "Nothing is stored or started. With a language model by one question, from which passwords and codes of the prompt are kept; without one, only what the goal itself names.")
        .Takes(typeof(GenerateTaskRequest), "generate-task.json")
        .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status415UnsupportedMediaType)
        .Answers<RouteHandlerBuilder, ApiError>(StatusCodes.Status503ServiceUnavailable)
        .WithExample(StatusCodes.Status200OK, "generated-task.json");

    private static async Task<Results<Ok<GenerateTaskResponse>, UnprocessableEntity<ValidationError>, JsonHttpResult<ApiError>>> Generate(
        HttpContext http, TaskDrafting drafting, TimeProvider time)
    {
        var faults = new RequestFaults();
        var body = await JsonBody.ReadAsync(http.Request, faults, http.RequestAborted);
        if (body.IsOtherType)
        {
            return ApiErrors.UnsupportedMediaType(http.Request);
        }

        var prompt = body.Root is { } root ? ReadPrompt(new FieldReader(root, faults), faults) : null;
        if (prompt is null || faults.Any)
        {
            return ApiErrors.Invalid(faults);
        }

        try
        {
            return await drafting.DraftAsync(prompt, http.RequestAborted) is { } draft
                ? TypedResults.Ok(Describe(draft, RunIds.TaskGeneration(time.GetUtcNow())))
                : ApiErrors.Other(StatusCodes.Status503ServiceUnavailable, NothingKnown);
        }
        catch (PlannerException e)
        {
            return ApiErrors.Other(StatusCodes.Status503ServiceUnavailable, e.Message);
        }
    }

    private static string? ReadPrompt(FieldReader fields, RequestFaults faults)
    {
        var prompt = fields.RequiredText("prompt");
        if (prompt is not null && string.IsNullOrWhiteSpace(prompt))
        {
            faults.TooShort(fields.Find("prompt")!.Value, 1, fields.Loc("prompt"));
        }
        else if (prompt?.Length > LongestPrompt)
        {
            faults.TooLong(default, LongestPrompt, fields.Loc("prompt"));
        }

        return prompt;
    }

    private static GenerateTaskResponse Describe(TaskDraft draft, string id) => new()
    {
        Url = draft.Url,
        NavigationGoal = draft.NavigationGoal,
        NavigationPayload = Json(draft.NavigationPayload),
        DataExtractionGoal = draft.DataExtractionGoal,
        ExtractedInformationSchema = Json(draft.Schema),
        SuggestedTitle = draft.Title,
        TaskGenerationId = id,
    };

    private static JsonElement? Json(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node, WireJson.Options);
}
