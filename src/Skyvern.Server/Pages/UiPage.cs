using Microsoft.AspNetCore.Components;
using Skyvern.Server.Authentication;

namespace Skyvern.Server.Pages;

/// <summary>What every page has: the request it answers, and whose data it may show.</summary>
public abstract class UiPage : ComponentBase
{
    /// <summary>The request under way.</summary>
    [CascadingParameter]
    public HttpContext Http { get; set; } = null!;

    /// <summary>The organization of the person who is logged in.</summary>
    protected string OrganizationId => Http.User.OrganizationId();

    /// <summary>Ends what the page reads when the person has gone.</summary>
    protected CancellationToken Gone => Http.RequestAborted;

    /// <summary>Answers with status 404; the page shows <c>NothingHere</c>.</summary>
    /// <remarks>Not at once: the framework writes no page whose status is 404 before it is rendered.</remarks>
    protected void AnswerNotFound() => Http.Response.OnStarting(() =>
    {
        Http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });
}
