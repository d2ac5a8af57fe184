using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests;

/// <summary>Plays the worker: takes a run, takes steps, leaves artifacts, ends it.</summary>
internal sealed class RunStory(ServerFactory server, RunClaim claim)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly IRunJournal _journal = server.Services.GetRequiredService<IRunJournal>();
    private int _order;
    private int _artifacts;

    public string StepId { get; private set; } = "";

    public static async Task<RunStory> TakeAsync(ServerFactory server, string runId) =>
        new(server, (await server.Services.GetRequiredService<IRunStore>().ClaimAsync(runId, CancellationToken.None))!);

    public async Task AddStepAsync(StepStatus status = StepStatus.Completed)
    {
        var at = Start.AddSeconds(_order);
        StepId = RunIds.Step(at);
        var step = new RunStep
        {
            Id = StepId,
            RunId = claim.RunId,
            OrganizationId = claim.Run.OrganizationId,
            Attempt = claim.Attempt,
            Order = _order,
            RetryIndex = 0,
            Status = status,
            InputTokens = 8120,
            CachedTokens = 0,
            OutputTokens = 164,
            Model = "sample-model",
            Url = "https://shop.example.com/office",
            CreatedAt = at,
            ModifiedAt = at,
        };
        var action = new RunAction
        {
            Id = RunIds.Action(at),
            RunId = claim.RunId,
            StepId = StepId,
            OrganizationId = claim.Run.OrganizationId,
            StepOrder = _order,
            Order = 0,
            ActionType = "click",
            Act = "click",
            Status = ActionStatus.Completed,
            Description = "Open the paper section",
            Reasoning = "The article list opens from this link.",
            ElementId = "e14",
            XPath = "//nav/a[3]",
            ScreenshotArtifactId = "a_15",
            StartedAt = at,
            FinishedAt = at,
            CreatedAt = at,
            ModifiedAt = at,
        };
        Assert.True(await _journal.SaveStepAsync(claim, step, [action], [], CancellationToken.None));
        _order++;
    }

    public async Task<Artifact> AddArtifactAsync(string type, string extension, string content, string? fileName = null)
    {
        // Each at a moment of its own: lists of artifacts are in the order of their creation.
        var at = Start.AddSeconds(_order).AddMilliseconds(++_artifacts);
        var id = RunIds.Artifact(at);
        var key = $"{claim.Run.OrganizationId}/{claim.RunId}/{id}{extension}";
        var store = server.Services.GetRequiredService<IArtifactStore>();
        var stored = await store.SaveAsync(key, new MemoryStream(Encoding.UTF8.GetBytes(content)), CancellationToken.None);
        var artifact = new Artifact
        {
            Id = id,
            OrganizationId = claim.Run.OrganizationId,
            RunId = claim.RunId,
            StepId = StepId,
            Type = type,
            StorageKey = key,
            FileName = fileName,
            Size = stored.Size,
            Checksum = stored.Checksum,
            CreatedAt = at,
        };
        Assert.True(await _journal.AddArtifactAsync(claim, artifact, CancellationToken.None));
        return artifact;
    }

    public async Task EndAsync(RunResult result) => Assert.True(await _journal.FinishAsync(claim, result, CancellationToken.None));
}
