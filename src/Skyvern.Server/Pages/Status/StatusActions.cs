using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Authentication;

namespace Skyvern.Server.Pages.Status;

/// <summary>The server's health as a part that is fetched anew.</summary>
internal static class StatusActions
{
    public static void MapStatusPage(this IEndpointRouteBuilder routes)
    {
        routes.MapUi().MapGet("/status", BoardAsync);

        // What people type; /health/live and /health/ready are for programs.
        routes.MapGet("/health", () => TypedResults.Redirect("/status")).AsPages();
    }

    private static async Task<RazorComponentResult<StatusBoard>> BoardAsync(HttpContext http, StatusReader reader) =>
        new(new { View = await reader.ReadAsync(http.User.OrganizationId(), http.RequestAborted) });
}
