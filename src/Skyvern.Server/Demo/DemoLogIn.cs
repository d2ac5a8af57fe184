using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Server.Demo.Pages;

namespace Skyvern.Server.Demo;

/// <summary>The routes of the demo site's log-in, with and without a second factor.</summary>
internal static class DemoLogIn
{
    private const string AccountPath = $"{DemoSite.Path}/account";
    private const string CodePath = $"{DemoSite.Path}/login/code";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/login", () => new RazorComponentResult<LoginPage>());
        group.MapPost("/login", LogIn);
        group.MapGet("/login/code", AskForCode);
        group.MapPost("/login/code", CheckCode);
        group.MapPost("/logout", LogOut);
        group.MapPost("/otp", (TimeProvider time) => TypedResults.Ok(new { verification_code = DemoAccounts.Code(time.GetUtcNow()) }));
    }

    private static async Task<IResult> LogIn(HttpContext http, DemoStore store)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var user = form["email"].ToString();
        if (!DemoAccounts.IsKnown(user, form["password"]))
        {
            return new RazorComponentResult<LoginPage>(new { Error = "E-mail address or password is wrong.", Email = user });
        }

        var visit = store.VisitOf(http);
        visit.User = user;
        visit.LoggedIn = user == DemoAccounts.Plain;
        return TypedResults.Redirect(visit.LoggedIn ? AccountPath : CodePath);
    }

    private static IResult AskForCode(HttpContext http, DemoStore store) => store.VisitOf(http) is { User.Length: > 0, LoggedIn: false } visit
        ? new RazorComponentResult<CodePage>(new { Boxes = visit.User == DemoAccounts.WithBoxes })
        : TypedResults.Redirect($"{DemoSite.Path}/login");

    private static async Task<IResult> CheckCode(HttpContext http, DemoStore store, TimeProvider time)
    {
        var visit = store.VisitOf(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (visit.User.Length == 0 || !DemoAccounts.Accepts(string.Concat(form["code"].ToArray()), time.GetUtcNow()))
        {
            return new RazorComponentResult<CodePage>(new { Boxes = visit.User == DemoAccounts.WithBoxes, Error = "This code is not valid. Enter the next one." });
        }

        visit.LoggedIn = true;
        return TypedResults.Redirect(AccountPath);
    }

    private static RedirectHttpResult LogOut(HttpContext http, DemoStore store)
    {
        var visit = store.VisitOf(http);
        (visit.User, visit.LoggedIn) = ("", false);
        return TypedResults.Redirect(DemoSite.Path);
    }
}
