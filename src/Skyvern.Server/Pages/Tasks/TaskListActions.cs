using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Authentication;

namespace Skyvern.Server.Pages.Tasks;

/// <summary>The list of runs as a part that is fetched anew, and as a file.</summary>
internal static class TaskListActions
{
    /// <summary>Where the part is.</summary>
    public const string Part = UiAccess.Routes + "/tasks";

    /// <summary>Where the file is.</summary>
    public const string Csv = UiAccess.Routes + "/tasks.csv";

    public static void MapTaskList(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapUi();

        group.MapGet("/tasks", ListAsync);
        group.MapGet("/tasks.csv", Export);
    }

    private static async Task<IResult> ListAsync(HttpContext http, TaskListReader reader, FirstTask first)
    {
        var list = await reader.ReadAsync(http.User.OrganizationId(), TaskListFilter.Read(http.Request.Query), http.RequestAborted);
        return list.IsEmpty
            ? new RazorComponentResult<NoTasks>(new { Task = first.Describe() })
            : new RazorComponentResult<TaskTable>(new { List = list });
    }

    private static PushStreamHttpResult Export(HttpContext http, TaskListCsv csv, TimeProvider time) => TypedResults.Stream(
        target => csv.WriteAsync(TaskListFilter.Read(http.Request.Query).Of(http.User.OrganizationId()), target, http.RequestAborted),
        "text/csv; charset=utf-8",
        $"tasks-{time.GetUtcNow():yyyy-MM-dd}.csv");
}
