using Microsoft.Extensions.Logging.Abstractions;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Runs;

public sealed class RunServiceTests
{
    private readonly OneRunStore _store = new();

    private RunService Service => new(_store, new ManualTimeProvider(), NullLogger<RunService>.Instance);

    [Fact]
    public async Task Create_NewRun_IsQueued()
    {
        var result = await Service.CreateAsync(new NewRun("o_1", "key_1", Request(), "mcp"), default);

        Assert.Equal(CreateRunOutcome.Created, result.Outcome);
        Assert.Equal((RunStatus.Queued, "mcp", "key_1"), (result.Run!.Status, result.Run.TriggerType, result.Run.ApiKeyId));
    }

    [Fact]
    public async Task Create_PublishesAWorkflow_UsesTheEngineWithAPlan()
    {
        var request = Request() with { Engine = "skyvern-1.0", PublishWorkflow = true, MaxScreenshotScrolls = 5000, MaxSteps = 0 };

        var run = (await Service.CreateAsync(new NewRun("o_1", null, request), default)).Run!;

        Assert.Equal(("skyvern-2.0", "task_v2", 1000, 0), (run.Request.Engine, run.RunType, run.Request.MaxScreenshotScrolls, run.Request.MaxSteps));
    }

    [Theory]
    [InlineData(CancelKind.Canceled)]
    [InlineData(CancelKind.AlreadyFinished)]
    [InlineData(CancelKind.NotFound)]
    public async Task Cancel_AnyRun_SaysWhatBecameOfIt(CancelKind kind)
    {
        _store.Cancel = new CancelOutcome(kind, RunStatus.Canceled);

        Assert.Equal(kind, (await Service.CancelAsync("o_1", "tsk_1", default)).Kind);
    }

    private static TaskRequest Request() => new() { Prompt = "p", Engine = "skyvern-2.0" };

    private sealed class OneRunStore : IRunStore
    {
        public CancelOutcome Cancel { get; set; } = new(CancelKind.NotFound, RunStatus.Created);

        public Task<CreateRunResult> CreateAsync(TaskRun run, IdempotencyKey? idempotency, CancellationToken cancellationToken) =>
            Task.FromResult(new CreateRunResult(CreateRunOutcome.Created, run));

        public Task<CreateRunResult?> FindRepeatAsync(string organizationId, IdempotencyKey idempotency, CancellationToken cancellationToken) =>
            Task.FromResult<CreateRunResult?>(null);

        public Task<TaskRun?> FindAsync(string organizationId, string runId, CancellationToken cancellationToken) => Task.FromResult<TaskRun?>(null);

        public Task<CancelOutcome> CancelAsync(string organizationId, string runId, CancellationToken cancellationToken) => Task.FromResult(Cancel);

        public Task<RunClaim?> ClaimAsync(string runId, CancellationToken cancellationToken) => Task.FromResult<RunClaim?>(null);

        public Task<RunClaim?> ClaimAgainAsync(string runId, CancellationToken cancellationToken) => Task.FromResult<RunClaim?>(null);

        public Task<RunClaim?> ClaimBlockAsync(RunClaim workflowRun, string blockId, CancellationToken cancellationToken) => Task.FromResult<RunClaim?>(null);

        public Task<TaskRun?> FindUnfinishedAsync(string runId, CancellationToken cancellationToken) => Task.FromResult<TaskRun?>(null);

        public Task<IReadOnlyList<string>> ListUnfinishedAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
