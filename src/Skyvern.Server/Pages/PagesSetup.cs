using Microsoft.AspNetCore.Cors;
using Skyvern.Server.Authentication;
using Skyvern.Server.Http;
using Skyvern.Server.Nodes;
using Skyvern.Server.Pages.NewTask;
using Skyvern.Server.Pages.Runs;
using Skyvern.Server.Pages.Sessions;
using Skyvern.Server.Pages.Settings;
using Skyvern.Server.Pages.Status;
using Skyvern.Server.Pages.Tasks;
using Skyvern.Server.Pages.Webhooks;

namespace Skyvern.Server.Pages;

/// <summary>Adds the web pages to the server.</summary>
/// <remarks>
/// A page is a <c>.razor</c> file in this folder with <c>@page</c> and <c>@inherits UiPage</c>; it needs a log-in without saying so. What its
/// forms and scripts call is mapped with <see cref="MapUi"/> under <c>/ui</c>, in a file <c>…Actions.cs</c> that <see cref="MapPages"/> names. A
/// page that such an action answers with needs <c>@layout MainLayout</c>.
/// </remarks>
internal static class PagesSetup
{
    /// <summary>Registers what pages are made of.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "skyvern_form";
            forms.Cookie.SameSite = SameSiteMode.Lax; // as the log-in: a link from elsewhere must not replace it under other open pages
            forms.SuppressXFrameOptionsHeader = true; // all answers have it
        });
        services.AddUiAccess();
        services.AddSingleton<PageFiles>();
        services.AddSingleton<ShellReader>();
        services.AddSingleton<NewTaskReader>();
        services.AddScoped<TaskFormCheck>();
        services.AddSingleton<WebhookListReader>();
        services.AddSingleton<SettingsReader>();
        services.AddSingleton<StatusReader>();
        services.AddSingleton<Flash>();
        services.AddRunPage();
        services.AddSingleton<TaskListReader>();
        services.AddSingleton<TaskListCsv>();
        services.AddSingleton<FirstTask>();
        services.AddSingleton<Sessions.SessionListReader>();
        return services;
    }

    /// <summary>Maps all pages and what they call.</summary>
    public static void MapPages(this IEndpointRouteBuilder routes)
    {
        routes.MapRazorComponents<App>().AsPages().RequireAuthorization(UiAccess.Policy);
        routes.MapGet("/", () => TypedResults.Redirect(UiAccess.HomePath)).AsPages();
        routes.MapLogin();
        routes.MapTheme();
        routes.MapNewTask();
        routes.MapWebhookPage();
        routes.MapSettingsPage();
        routes.MapStatusPage();
        routes.MapRunPage();
        routes.MapPageArtifacts();
        routes.MapTaskList();
        routes.MapSessionActions();
        routes.MapLiveSockets();
        routes.MapLiveActions();
    }

    /// <summary>Once the server listens, prints the link that logs one person in. Not through the log, which is kept and sent on.</summary>
    public static void PrintLoginLink(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ServerRoles>().ServesApi)
        {
            app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine(
                $"Open {app.Services.GetRequiredService<ServerAddress>().App}{app.Services.GetRequiredService<LoginLinks>().Create()} (it logs you in once, within an hour)."));
        }
    }

    /// <summary>
    /// Routes below <c>/ui</c> for the scripts and forms of pages: with a log-in, never from another site, and with a form token when they change
    /// something.
    /// </summary>
    public static RouteGroupBuilder MapUi(this IEndpointRouteBuilder routes) =>
        routes.MapGroup(UiAccess.Routes).AsPages().RequireAuthorization(UiAccess.Policy).RefuseForgery();

    /// <summary>Refuses requests that pages of other sites make, and forms that this server did not hand out.</summary>
    public static RouteGroupBuilder RefuseForgery(this RouteGroupBuilder group) => group.AddEndpointFilter<RouteGroupBuilder, ForgeryFilter>();

    /// <summary>Marks routes as parts of the web pages: not of the API, strict headers, no calls from other sites.</summary>
    public static TBuilder AsPages<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.ExcludeFromDescription().WithMetadata(PageMark.Instance, new DisableCorsAttribute());
}

/// <summary>Tells that an endpoint is part of the web pages.</summary>
internal sealed class PageMark
{
    public static readonly PageMark Instance = new();
}
