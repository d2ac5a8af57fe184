using Microsoft.AspNetCore.Authentication;

namespace Skyvern.Server.Authentication;

/// <summary>Who may use the web pages: a person who has logged in with a key. The API never accepts their cookie, pages accept nothing else.</summary>
internal static class UiAccess
{
    /// <summary>The scheme of the log-in cookie.</summary>
    public const string Scheme = "Person";

    /// <summary>The policy of pages, and of all routes under <see cref="Routes"/>.</summary>
    public const string Policy = "Pages";

    /// <summary>Where routes begin that only pages use.</summary>
    public const string Routes = "/ui";

    /// <summary>Where people log in.</summary>
    public const string LoginPath = "/login";

    /// <summary>Where people arrive.</summary>
    public const string HomePath = "/tasks";

    /// <summary>The query value that names where to go on after the log-in.</summary>
    public const string ReturnParameter = "return";

    /// <summary>Adds the log-in of people beside the keys of programs.</summary>
    public static IServiceCollection AddUiAccess(this IServiceCollection services)
    {
        services.AddSingleton<LoginLinks>();
        services.AddSingleton<LoginAttempts>();
        services.AddSingleton<LoginCookie>();
        services.AddAuthentication().AddCookie(Scheme, options =>
        {
            options.EventsType = typeof(LoginCookie);
            options.Cookie.Name = "skyvern_login";
            options.Cookie.HttpOnly = true;

            // Not Strict: links to runs in e-mails and chats must open the run.
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.ExpireTimeSpan = TimeSpan.FromDays(14);
            options.SlidingExpiration = true;
        });
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser());
        return services;
    }

    /// <summary>Logs the holder of a key in.</summary>
    public static Task LogInAsync(HttpContext context, Core.Organizations.ApiKey key) =>
        context.SignInAsync(Scheme, CallerClaims.For(key, Scheme), new AuthenticationProperties { IsPersistent = true });

    /// <summary>A place of this server to go to; the home page in place of anything else.</summary>
    public static string LocalOrHome(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : HomePath;
}
