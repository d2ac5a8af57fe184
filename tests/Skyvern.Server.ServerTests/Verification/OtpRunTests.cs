using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Verification;

/// <summary>Runs that need a one-time code, in the whole server; only planner and browser are fakes.</summary>
public sealed class OtpRunTests
{
    private const string Message = "Your Acme code is 483 920. Order 771122.";
    private const string Code = "483920";

    [Fact]
    public async Task Run_PushedCode_EntersItAndNobodyElseSeesIt()
    {
        await using var webhook = await WebhookReceiver.StartAsync();
        await using var story = await Story.StartAsync();
        var run = await story.RunAsync(new() { TotpIdentifier = "ann@mail.example", WebhookUrl = webhook.Url });
        await story.WaitForWaitingAsync(run);

        await story.Server.Client.SendTotpCodeAsync(new() { TotpIdentifier = "ANN@mail.example", Content = Message });
        var ended = await story.EndAsync(run);
        await webhook.WaitForAsync(1);

        Assert.Equal("completed", ended.Status);
        Assert.Equal([Code], story.Entered);
        Assert.Equal(["run.waiting", "run.resumed"], (await story.KindsAsync(run)).Where(kind => kind is "run.waiting" or "run.resumed"));
        await story.AssertNowhereAsync(run, webhook.Received.Select(hook => Encoding.UTF8.GetString(hook.Body)));
    }

    [Fact]
    public async Task Run_TotpUrlThatIsNotReadyAtOnce_IsAskedSignedUntilItAnswers()
    {
        await using var provider = await WebhookReceiver.StartAsync((context, count) => Say(context, count switch
        {
            1 => (500, "application/json", "{}"),
            2 => (200, "text/html", $"<p>{Code}</p>"),
            3 => (200, "application/json", "{}"),
            4 => (200, "application/json", """{"verification_code": ""}"""),
            5 => (200, "application/json", "no JSON"),
            _ => (200, "application/json; charset=utf-8", $$"""{"verification_code": "{{Message}}"}"""),
        }));
        await using var story = await Story.StartAsync();

        var run = await story.RunAsync(new() { TotpUrl = provider.Url + "?key=k1" });
        var ended = await story.EndAsync(run);

        Assert.True(ended.Status == "completed", ended.FailureReason);
        Assert.Equal([Code], story.Entered);
        Assert.Equal(6, provider.Received.Count);
        Assert.All(provider.Received, request =>
        {
            Assert.Equal("POST", request.Method);
            Assert.Equal($$"""{"task_id":"{{run}}"}""", Encoding.UTF8.GetString(request.Body));
            Assert.Equal("application/json", request.Headers["Content-Type"]);
            Assert.Equal(WebhookSignature.Of(request.Body, story.Server.ApiKey), request.Headers["x-skyvern-signature"]);
            Assert.InRange(long.Parse(request.Headers["x-skyvern-timestamp"]), TimeProvider.System.GetUtcNow().AddMinutes(-5).ToUnixTimeSeconds(), TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds());
        });
        await story.AssertNowhereAsync(run, []);
    }

    [Fact]
    public async Task Run_TotpUrlThatIsDownAtFirst_IsTriedAgain()
    {
        using var down = new HeldPort();
        await using var story = await Story.StartAsync();
        var run = await story.RunAsync(new() { TotpUrl = down.Url });
        await story.WaitForWaitingAsync(run);

        await using var up = await WebhookReceiver.StartAsync((context, _) => Say(context, (200, "application/json", $$"""{"verification_code": "{{Code}}"}""")), down.Port);
        var ended = await story.EndAsync(run);

        Assert.True(ended.Status == "completed", ended.FailureReason);
        Assert.Equal([Code], story.Entered);
    }

    [Fact]
    public async Task Run_NoCodeInTime_FailsWithOtpTimeout()
    {
        await using var story = await Story.StartAsync(("Otp:WaitSeconds", "1"));

        var ended = await story.EndAsync(await story.RunAsync(new() { TotpIdentifier = "ann@mail.example" }));

        Assert.Equal(("failed", "OTP_TIMEOUT", "SYSTEM_DEFINED_ERROR"), (ended.Status, Assert.Single(ended.Errors).ErrorCode, ended.Errors[0].ErrorType));
        Assert.Contains("a***@mail.example", ended.FailureReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TotpUrlThatNeverAnswersWell_FailsWithOtpErrorAndItsFault()
    {
        await using var provider = await WebhookReceiver.StartAsync((context, _) => Say(context, (200, "text/plain", Code)));

        // Long enough for one answer to come in time, also from a machine that does much else.
        await using var story = await Story.StartAsync(("Otp:WaitSeconds", "6"));

        var ended = await story.EndAsync(await story.RunAsync(new() { TotpUrl = provider.Url }));

        Assert.Equal(("failed", "OTP_ERROR"), (ended.Status, Assert.Single(ended.Errors).ErrorCode));
        Assert.Contains("text/plain", ended.FailureReason, StringComparison.Ordinal);
        Assert.Empty(story.Entered);
    }

    [Fact]
    public async Task Run_NoSource_FailsWithMissingTotpSource()
    {
        await using var story = await Story.StartAsync();

        var ended = await story.EndAsync(await story.RunAsync(new()));

        Assert.Equal(("failed", "MISSING_TOTP_SOURCE"), (ended.Status, Assert.Single(ended.Errors).ErrorCode));
    }

    [Fact]
    public async Task Cancel_WhileTheRunWaits_StopsItAndClosesItsBrowser()
    {
        await using var story = await Story.StartAsync();
        var run = await story.RunAsync(new() { TotpIdentifier = "ann@mail.example" });
        await story.WaitForWaitingAsync(run);

        await story.Server.Client.CancelRunAsync(run);

        Assert.Equal("canceled", (await story.EndAsync(run)).Status);
        await Eventually.TrueAsync(() => story.Browsers.Last.IsDisposed);
        Assert.Empty(story.Entered);
    }

    private static async Task Say(HttpContext context, (int Status, string Type, string Body) answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Type;
        await context.Response.WriteAsync(answer.Body);
    }

    /// <summary>A server whose runs enter one code into a site that shows what was entered, in its text, its address and its console.</summary>
    private sealed class Story : IAsyncDisposable
    {
        private static readonly PageElement Field = new() { Ref = "e1", Role = "textbox", Name = "Code", Type = "text" };

        private readonly LogLines _log = new();

        public ServerFactory Server { get; private set; } = null!;

        public FakeBrowserPool Browsers { get; } = new(session =>
        {
            session.Page = FakePage.Of("https://shop.example/code", ["# Code"], Field);
            session.OnPerform = Perform;
        });

        public IEnumerable<string> Entered => Browsers.Opened.SelectMany(session => session.Performed.OfType<OtpAction>()).Select(action => action.Code!);

        public static async Task<Story> StartAsync(params (string Name, string Value)[] settings)
        {
            var story = new Story();
            var all = new Dictionary<string, string?>
            {
                ["Browser:PreLaunched"] = "0",
                ["Network:AllowedHosts"] = "127.0.0.1",
                ["Otp:PollSeconds"] = "0.1",
                ["Otp:ConnectGapSeconds"] = "0.1",
                ["Otp:WaitSeconds"] = "60",
                ["Logging:LogLevel:Default"] = "Trace",
            };
            foreach (var (name, value) in settings)
            {
                all[name] = value;
            }

            story.Server = await ServerFactory.StartAsync(
                all,
                planner: ScriptedPlanner.Of(ScriptedPlanner.Plan(new OtpAction("e1")), ScriptedPlanner.Done("\"in\"")),
                services: services =>
                {
                    services.Replace(ServiceDescriptor.Singleton<IBrowserPool>(story.Browsers));
                    services.AddSingleton<ILoggerProvider>(story._log);
                });
            return story;
        }

        public async Task<string> RunAsync(RunTaskRequest request) =>
            (await Server.Client.RunTaskAsync(request with { Prompt = "Log in", Url = "https://shop.example/code" })).RunId;

        public Task<TaskRunResponse> EndAsync(string run) => Server.WaitForAsync(run, now => RunStatuses.Final.Contains(now.Status));

        public async Task<IReadOnlyList<string>> KindsAsync(string run) => [.. (await Server.Client.GetEventsAsync(run)).Select(fact => fact.Kind)];

        public async Task WaitForWaitingAsync(string run)
        {
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!(await KindsAsync(run)).Contains("run.waiting"))
            {
                await Task.Delay(50, deadline.Token);
            }

            Assert.Equal("running", (await Server.Client.GetRunAsync(run)).Status);
        }

        /// <summary>Looks through everything that is kept, answered, logged or sent.</summary>
        public async Task AssertNowhereAsync(string run, IEnumerable<string> sent)
        {
            var answers = new List<string>();
            foreach (var path in (string[])[$"/v1/runs/{run}", $"/v1/runs/{run}/events", $"/api/v1/tasks/{run}/steps", $"/api/v1/tasks/{run}/actions", $"/v1/runs/{run}/artifacts"])
            {
                answers.Add(await Server.Http.GetStringAsync(path));
            }

            Assert.All(answers.Concat(sent).Concat(_log.Lines), text => AssertClean(text));

            // Files of the data folder as bytes: artifacts, database with its journal, keys.
            var files = Directory.GetFiles(Server.Folder.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != ".lock").ToList();
            Assert.Contains(files, file => file.EndsWith(".db", StringComparison.Ordinal));
            Assert.Contains(files, file => file.EndsWith(".txt", StringComparison.Ordinal));
            Assert.All(files, file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = new StreamReader(stream, Encoding.Latin1);
                AssertClean(reader.ReadToEnd());
            });
        }

        public ValueTask DisposeAsync() => Server.DisposeAsync();

        private static void AssertClean(string text)
        {
            Assert.DoesNotContain(Code, text, StringComparison.Ordinal);
            Assert.DoesNotContain("483 920", text, StringComparison.Ordinal);
        }

        private static ActionResult Perform(FakeBrowserSession session, BrowserAction action)
        {
            if (action is OtpAction { Code: { } code })
            {
                session.Page = FakePage.Of($"https://shop.example/in?entered={code}", [$"Welcome, you entered {code}"], Field with { Value = code });
                session.ConsoleLog += $"entered {code}\n";
            }

            return new ActionResult(ActionCode.Ok);
        }
    }

    /// <summary>Everything the server logs.</summary>
    private sealed class LogLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
