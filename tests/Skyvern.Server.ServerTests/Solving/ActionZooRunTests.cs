using System.Text.Json.Nodes;
using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;
using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.ServerTests.Solving;

/// <summary>Every page of the action zoo as a task of its own, done from the prompt's text alone.</summary>
public sealed class ActionZooRunTests(SolvingServer server) : IClassFixture<SolvingServer>
{
    private const string Field = "Verification code";

    // What a good model does on a page until the page shows that the goal is met.
    private static readonly Dictionary<string, Func<string, JsonObject[]>> Moves = new()
    {
        ["/zoo/hover-style"] = prompt => Solver.TryRefOf(prompt, "Log out") is { } item ? [Solver.Click(item)] : [Solver.Hover(Solver.RefOf(prompt, "Account"))],
        ["/zoo/hover-nested"] = prompt =>
            Solver.TryRefOf(prompt, "Desk lamp") is { } item ? [Solver.Click(item)]
            : Solver.TryRefOf(prompt, "Lamps") is { } lamps ? [Solver.Hover(lamps)]
            : [Solver.Hover(Solver.RefOf(prompt, "Products"))],
        ["/zoo/sort-native"] = prompt => [Solver.Drag(Solver.RefOf(prompt, "Cherries"), Solver.RefOf(prompt, "Apples"))],
        ["/zoo/sort-pointer"] = prompt => [Solver.Drag(Solver.RefOf(prompt, "Cherries"), Solver.RefOf(prompt, "Apples"))],
        ["/zoo/board"] = prompt => [Solver.Drag(Solver.RefOf(prompt, "Write report due"), Solver.RefOf(prompt, "Finished"))],
        ["/zoo/slider"] = prompt => [Solver.Drag(Solver.Ref(prompt, "slider", "Volume"), Solver.RefOf(prompt, "75"))],
        ["/zoo/canvas"] = prompt => Solver.Result(prompt).Contains("look", StringComparison.Ordinal) ? [Solver.ClickAt(459, 219)] : [Solver.Look()],
        ["/zoo/unusual-clicks"] = prompt =>
            !Solver.Sees(prompt, "renamed") ? [Solver.Click(Solver.RefOf(prompt, "notes.txt"), "double")]
            : Solver.TryRefOf(prompt, "Archive") is { } item ? [Solver.Click(item)]
            : [Solver.Click(Solver.RefOf(prompt, "notes.txt"), "right")],
        ["/zoo/chord"] = prompt => [Solver.Type(Solver.RefOf(prompt, "Note"), "Hello"), Solver.Press("Control+S", Solver.RefOf(prompt, "Note"))],
        ["/zoo/confirm"] = prompt => [Solver.Click(Solver.RefOf(prompt, "Delete draft"))],
        ["/zoo/login-popup"] = prompt => [Solver.Click(Solver.TryRefOf(prompt, "Allow") ?? Solver.RefOf(prompt, "Sign in"))],
        ["/zoo/login-window"] = prompt => [Solver.Click(Solver.RefOf(prompt, "Allow"))],
        ["/zoo/late-tab"] = prompt => Solver.Result(prompt).Length == 0 ? [Solver.Click(Solver.RefOf(prompt, "Open report"))] : [Solver.Wait(2, "Report of 2026")],
        ["/zoo/report"] = _ => [Solver.Read()],
        ["/zoo/feed"] = _ => [Solver.Scroll("bottom")],
        ["/zoo/terms"] = prompt => Solver.Result(prompt).Length == 0
            ? [Solver.Scroll("bottom", Solver.RefOf(prompt, "Terms"))]
            : [Solver.Click(Solver.Ref(prompt, "button", "Accept"))],
        ["/zoo/sticky"] = prompt => [Solver.Click(Solver.RefOf(prompt, "Subscribe"))],
        ["/zoo/other-site"] = prompt => [Solver.Click(Solver.RefOf(prompt, "Pay"))],
        ["/zoo/payment"] = prompt => [Solver.Click(Solver.RefOf(prompt, "Pay"))],
        ["/zoo/routes"] = prompt => [Solver.Click(Solver.TryRefOf(prompt, "Switch sound off") ?? Solver.RefOf(prompt, "Settings"))],
        ["/zoo/upload-plain"] = Upload("Your file"),
        ["/zoo/upload-label"] = Upload("Choose a file"),
        ["/zoo/upload-button"] = Upload("Attach"),
        ["/zoo/upload-dynamic"] = Upload("Select file"),
        ["/zoo/upload-appearing"] = Upload("Add document"),
        ["/zoo/upload-drop"] = Upload("Drop your file here"),
        ["/zoo/upload-two"] = Upload("Browse letter"),
        ["/zoo/upload-several"] = Upload("Your files"),
        ["/zoo/code-field"] = Code(Field),
        ["/zoo/code-boxes"] = Code("Digit 1"),
        ["/zoo/code-boxes-plain"] = Code("Digit 1"),
        ["/zoo/code-boxes-late"] = Code("Digit 1"),
        ["/zoo/code-boxes-paste"] = Code("Digit 1"),
        ["/zoo/code-editable"] = Code("Code"),
    };

    public static TheoryData<string> Paths => [.. ActionZoo.Pages.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task RunTask_PageOfTheZoo_ReachesItsGoal(string path)
    {
        var page = ActionZoo.Page(path);
        ActionZoo.Install(server.Site);
        server.Solve = prompt => Solver.Sees(prompt, page.Done)
            ? Solver.Step(Solver.Done($"The page says: {page.Done}"))
            : Solver.Step(Moves[path](prompt));

        var run = await server.RunAsync(new RunTaskRequest
        {
            Prompt = $"{page.Goal} {(path.Contains("upload", StringComparison.Ordinal) ? $"The file \"{ActionZoo.FileName}\" with the content \"My letter\" is to be uploaded." : "")}"
                + (path.Contains("code", StringComparison.Ordinal) ? $"The one-time code is {ActionZoo.Code}." : ""),
            Url = server.Site.Address(path),
            MaxSteps = 12,
        });

        Assert.True(run.Status == "completed", run.FailureReason);
    }

    private static Func<string, JsonObject[]> Upload(string name) => prompt => [Solver.Upload(Solver.RefOf(prompt, name), ActionZoo.FileName)];

    // The page checks a code by itself or by its button.
    private static Func<string, JsonObject[]> Code(string name) => prompt =>
    [
        Solver.Otp(Solver.TryRefOf(prompt, name) ?? Solver.Refs(prompt, "textbox")[0]),
        .. Solver.TryRef(prompt, "button", "Verify") is { } verify ? new[] { Solver.Click(verify) } : [],
    ];
}
