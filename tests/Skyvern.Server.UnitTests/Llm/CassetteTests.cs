using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Llm;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Testing;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class CassetteTests
{
    [Fact]
    public async Task Replay_RunRecordedOnAnotherDay_PlansTheSameWithoutAModel()
    {
        using var folder = new TempFolder();
        await RecordAsync(folder.Path);

        var plan = await PlanAsync(folder.Path, null, Page(port: 4711, "# Shop") with { Today = new DateOnly(2027, 1, 1) });

        Assert.IsType<BackAction>(Assert.Single(plan.Actions));
    }

    [Fact]
    public async Task Replay_PageHasChanged_FailsWithTheDifference()
    {
        using var folder = new TempFolder();
        await RecordAsync(folder.Path);

        var miss = await Assert.ThrowsAsync<InvalidOperationException>(() => PlanAsync(folder.Path, null, Page(port: 4711, "# Shop is closed")));

        Assert.Contains("has no answer to this question", miss.Message, StringComparison.Ordinal);
        Assert.Contains("asked:    ", miss.Message, StringComparison.Ordinal);
        Assert.Contains("# Shop is closed", miss.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Record_SecretsInQuestionAndAnswer_AreInNoFile()
    {
        using var folder = new TempFolder();

        await RecordAsync(folder.Path);

        var recorded = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder.Path)));
        Assert.DoesNotContain(LlmRig.Key, recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("lovelace-1815", recorded, StringComparison.Ordinal);
        Assert.Contains("***", recorded, StringComparison.Ordinal);
    }

    private static async Task RecordAsync(string folder)
    {
        await using var stub = await StubOpenAi.StartAsync("""{"note":"lovelace-1815 sk-live-1234567890","do":[{"act":"back"}]}""");
        await PlanAsync(folder, stub, Page(port: 8080, "# Shop"));
    }

    private static async Task<StepPlan> PlanAsync(string folder, StubOpenAi? model, PlanningContext context)
    {
        var options = new LlmOptions { ApiKey = LlmRig.Key, Endpoint = model?.Endpoint ?? "http://127.0.0.1:1/v1" };
        using var recorder = new Cassette(folder, model is null ? null : new SocketsHttpHandler(), LlmRig.Key, "lovelace-1815");
        using var transport = new ChatTransport(options, TimeProvider.System, recorder);
        var log = new RecordedLog();
        var client = new LlmClient(transport, MicrosoftOptions.Create(options), TimeProvider.System, log.For<LlmClient>());
        return await new LlmPlannerFactory(client, MicrosoftOptions.Create(options), log.For<LlmPlanner>()).Create(context.Run).NextAsync(context, CancellationToken.None);
    }

    private static PlanningContext Page(int port, string line) => new()
    {
        Run = LlmRig.NewRun(), Observation = LlmRig.Page([line, "e1 text \"lovelace-1815\""]) with { Url = $"http://127.0.0.1:{port}/" }, History = [],
        StepNumber = 1, MaxSteps = 25, Today = new DateOnly(2026, 3, 1),
    };
}
