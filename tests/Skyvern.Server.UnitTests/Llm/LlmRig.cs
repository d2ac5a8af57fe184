using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Testing;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace Skyvern.Server.UnitTests.Llm;

/// <summary>A planner that asks a stub over real HTTP, with waits that take no time.</summary>
internal sealed class LlmRig : IAsyncDisposable
{
    public const string Key = "sk-test-1234567890abcdef";
    public static readonly string Back = Solver.Step(new System.Text.Json.Nodes.JsonObject { ["act"] = "back" });


    /// <summary>The head of a JPEG of 1280 x 800 pixels.</summary>
    public static readonly byte[] Jpeg = Convert.FromHexString("FFD8FFE000040000FFC0001108032005000301220002110103110000FFD9");

    private readonly ChatTransport _transport;

    private LlmRig(StubOpenAi stub, LlmOptions options)
    {
        Stub = stub;
        Options = options;
        options.Endpoint ??= stub.Endpoint;
        _transport = new ChatTransport(options, Time);
        Client = new LlmClient(_transport, MicrosoftOptions.Create(options), Time, Log.For<LlmClient>());
        Run = NewRun();
        Planner = NewPlanner(Run);
    }

    public StubOpenAi Stub { get; }

    public LlmOptions Options { get; }

    public JumpingTimeProvider Time { get; } = new();

    public RecordedLog Log { get; } = new();

    public LlmClient Client { get; }

    public TaskRun Run { get; }

    public IStepPlanner Planner { get; }

    public static async Task<LlmRig> StartAsync(Func<StubOpenAiRequest, StubOpenAiReply> script, LlmOptions? options = null) =>
        new(await StubOpenAi.StartAsync(script), options ?? new LlmOptions { ApiKey = Key });

    public static Task<LlmRig> StartAsync(string content, LlmOptions? options = null) => StartAsync(_ => StubOpenAiReply.Of(content), options);

    public static TaskRun NewRun(string engine = "skyvern-2.0", TaskRequest? request = null) => TaskRun.Queue(
        "o_1", "key_1", request ?? new TaskRequest { Prompt = "Send the form", Url = "https://shop.example/form", Engine = engine }, "api", DateTimeOffset.UnixEpoch);

    public IStepPlanner NewPlanner(TaskRun run) =>
        new LlmPlannerFactory(Client, MicrosoftOptions.Create(Options), Log.For<LlmPlanner>()).Create(run);

    public Task<StepPlan> PlanAsync(PlanningContext? context = null) => Planner.NextAsync(context ?? Context(), CancellationToken.None);

    public PlanningContext Context(int step = 1, IReadOnlyList<PlanTurn>? history = null, IReadOnlyList<string>? lines = null) => new()
    {
        Run = Run,
        Observation = Page(lines ?? ["# Form", "e1 textbox \"Email\" [required]", "e2 button \"Send\""]),
        History = history ?? [],
        StepNumber = step,
        MaxSteps = 25,
        Today = new DateOnly(2026, 3, 1),
    };

    public static Observation Page(IReadOnlyList<string> lines) => new()
    {
        Url = "https://shop.example/form", Title = "Form", View = "0-800 of 800 px", Lines = lines, Elements = [], Fingerprint = "a", FullFingerprint = "b",
    };

    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await Stub.DisposeAsync();
    }
}

/// <summary>Keeps what was logged.</summary>
internal sealed class RecordedLog
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public ILogger<T> For<T>() => new Logger<T>(_lines);

    private sealed class Logger<T>(ConcurrentQueue<string> lines) : ILogger<T>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception) + exception);
    }
}
