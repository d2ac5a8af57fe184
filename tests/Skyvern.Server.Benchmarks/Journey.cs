using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks;

/// <summary>
/// A task as people give it: log in, choose a product, put it into the cart, check out with a long form. A script plays the model: it reads
/// nothing but the prompt and answers at once, so that what is measured is the server's own share.
/// </summary>
internal static partial class Journey
{
    /// <summary>Steps until the goal is met, the claim of it not counted.</summary>
    public const int Steps = 6;

    private const string Prompt =
        "Log in as ada with the password of the shop, open Lamp model 3, add it to the cart, check out and send the registration form "
        + "for Ada Lovelace, 12 Dorset Street, London. It is done when the page says thank you.";

    /// <summary>Starts the script that plays the model.</summary>
    public static Task<StubOpenAi> StartAsync() => StubOpenAi.StartAsync(request => StubOpenAiReply.Of(Answer(request.LastText)));

    /// <summary>Settings that let the server ask the stub.</summary>
    public static Dictionary<string, string?> Settings(StubOpenAi model) => new() { ["Llm:Endpoint"] = model.Endpoint, ["Llm:Model"] = "stub" };

    /// <summary>Runs it once, to its end.</summary>
    public static async Task<TaskRunResponse> RunAsync(BenchServer server)
    {
        server.Site.Page("/start", FixturePages.Login());
        server.Site.Page("/login", FixturePages.Shop());
        server.Site.Page("/p/3", "<h1>Lamp model 3</h1><p>A lamp of 23 cm with a warm light.</p><p>13.90 €</p><a href=\"/cart\">Add to cart</a>");
        server.Site.Page("/cart", "<h1>Cart</h1><p>1 × Lamp model 3, 13.90 €</p><a href=\"/checkout\">Check out</a>");
        server.Site.Page("/checkout", FixturePages.Form());
        server.Site.Page("/register", "<h1>Thank you</h1><p>Your registration was received.</p>");
        var started = await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = Prompt, Url = server.Site.Address("/start") });
        var run = await server.Client.WaitForCompletionAsync(started.RunId, TimeSpan.FromMinutes(3), pollInterval: TimeSpan.FromMilliseconds(500));
        return run.Status == "completed"
            ? run
            : throw new InvalidOperationException($"The run ended as {run.Status}: {run.FailureReason}");
    }

    private static string Answer(string text) => Solver.Step(Actions(text, Path().Match(text).Groups[1].Value));

    private static JsonObject[] Actions(string text, string path) => path switch
    {
        "/start" =>
        [
            Solver.Fill((Ref(text, "User name"), "ada"), (Ref(text, "Password"), "lovelace-1815")),
            Solver.Click(Solver.Ref(text, "button", "Log in")),
        ],
        "/login" => [Solver.Click(Solver.Ref(text, "link", "Lamp model 3"))],
        "/p/3" => [Solver.Click(Solver.Ref(text, "link", "Add to cart"))],
        "/cart" => [Solver.Click(Solver.Ref(text, "link", "Check out"))],
        "/checkout" when !Solver.Sees(text, "Lovelace") =>
        [
            Solver.Fill(
                (Ref(text, "First name"), "Ada"), (Ref(text, "Last name"), "Lovelace"), (Ref(text, "Street"), "Dorset Street"),
                (Ref(text, "House number"), "12"), (Ref(text, "Postal code"), "W1U 4EG"), (Ref(text, "City"), "London")),
        ],
        "/checkout" => [Solver.Click(Solver.Ref(text, "button", "Send application"))],
        _ => [Solver.Done("The page says thank you.")],
    };

    private static string Ref(string text, string name) => Solver.TryRef(text, "password", name) ?? Solver.Ref(text, "textbox", name);

    [GeneratedRegex(@"^URL https?://[^/\s]+(/\S*)", RegexOptions.Multiline | RegexOptions.RightToLeft)]
    private static partial Regex Path();
}
