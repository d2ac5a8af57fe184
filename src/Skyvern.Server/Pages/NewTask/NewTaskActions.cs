using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Authentication;
using Skyvern.Server.Endpoints;
using Skyvern.Server.Http;
using Skyvern.Server.Pages.Snippets;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>Starts the task of a form, and checks forms while they are written.</summary>
internal static class NewTaskActions
{
    private const string KeyField = "idempotency_key";

    public static void MapNewTask(this IEndpointRouteBuilder routes)
    {
        routes.MapUi().MapPost("/tasks/check", CheckAsync);

        // At the page's own address, so that a form that is shown again can be reloaded; before the page, which takes forms as well.
        routes.MapGroup("").AsPages().RequireAuthorization(UiAccess.Policy).RefuseForgery().MapPost("/tasks/new", StartAsync).WithOrder(-1);
    }

    private static async Task<IResult> StartAsync(HttpContext http, TaskFormCheck check, RunIntake intake)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted);
        var (form, key) = (TaskForm.Of(sent), sent[KeyField].ToString());
        var found = await check.CheckAsync(http.User.OrganizationId(), form, http.RequestAborted);
        if (found.Faults.Any)
        {
            return Again(form, found.Faults, key, StatusCodes.Status422UnprocessableEntity);
        }

        var taken = await intake.TakeAsync(http, found.Request, "manual", key.Length > 0 ? key : null);
        if (taken.Status == StatusCodes.Status409Conflict)
        {
            // The same page was sent before with something else in it: that is another task.
            taken = await intake.TakeAsync(http, found.Request, "manual", key: null);
        }

        if (taken.Run is { } run)
        {
            return TypedResults.LocalRedirect($"/tasks/{run.Id}");
        }

        found.Faults.Add("", taken.Refusal);
        return Again(form, found.Faults, key, taken.Status);
    }

    private static RazorComponentResult<NewTaskPage> Again(TaskForm form, FormFaults faults, string key, int status) =>
        new(new { Refused = new RefusedForm(form, faults, key) }) { StatusCode = status };

    private static async Task<IResult> CheckAsync(HttpContext http, TaskFormCheck check, NewTaskReader reader, ServerAddress address)
    {
        var form = TaskForm.Of(await http.Request.ReadFormAsync(http.RequestAborted));
        var found = await check.CheckAsync(http.User.OrganizationId(), form, http.RequestAborted);
        return TypedResults.Ok(new FormAnswer(
            found.Faults.ByField,
            new Dictionary<string, string?> { ["prompt"] = TaskNotes.OfPrompt(form, reader.HasModel), [TaskFields.Schema] = TaskNotes.OfSchema(form) },
            RequestCode.Of(address.Api, found.Body).ToDictionary(snippet => snippet.Key, snippet => snippet.Code)));
    }
}

/// <summary>What <c>task-form.js</c> shows while a form is written.</summary>
/// <param name="Faults">What is wrong, by field.</param>
/// <param name="Notes">How fields are understood.</param>
/// <param name="Snippets">The request as code, by language.</param>
internal sealed record FormAnswer(
    IReadOnlyDictionary<string, string> Faults, IReadOnlyDictionary<string, string?> Notes, IReadOnlyDictionary<string, string> Snippets);
