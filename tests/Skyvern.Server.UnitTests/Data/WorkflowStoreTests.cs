using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Data;
using Skyvern.Server.UnitTests.Workflows;

namespace Skyvern.Server.UnitTests.Data;

public sealed class WorkflowStoreTests
{
    private static readonly IdempotencyKey Key = new("k", "hash");

    [Theory, BothDatabases]
    public async Task Create_ThenFind_GivesTheWholeDefinitionBack(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var block = Definitions.Block("find") with
        {
            DataSchema = JsonElement.Parse("""{"price":"number"}"""), ErrorCodeMapping = new Dictionary<string, string> { ["E"] = "e" }, ParameterKeys = ["a"],
        };
        var definition = Definitions.Of(["a"], block) with { ProxyLocation = JsonElement.Parse("\"NONE\"") };
        var workflow = New(store, "Prices 😀", definition);

        await Store(store).CreateAsync(workflow, idempotency: null, default);

        var found = (await Store(store).FindAsync("o_1", workflow.PermanentId, null, default))!;
        Assert.Equal((workflow.Id, 1, "Prices 😀"), (found.Id, found.Version, found.Title));
        Assert.Equal("""{"price":"number"}""", found.Definition.Blocks[0].DataSchema!.Value.GetRawText());
        Assert.Equal(("e", "NONE"), (found.Definition.Blocks[0].ErrorCodeMapping!["E"], found.Definition.ProxyLocation!.Value.GetString()));
        Assert.Equal(("a", "op_find"), (found.Definition.Blocks[0].ParameterKeys[0], found.Definition.Blocks[0].OutputParameterId));
    }

    [Theory, BothDatabases]
    public async Task Create_SameKeyAgain_GivesTheFirstOrRefusesAnotherBodyForADay(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var first = New(store, "First");
        await Store(store).CreateAsync(first, Key, default);

        var repeated = await Store(store).CreateAsync(New(store, "Second"), Key, default);
        var reused = await Store(store).CreateAsync(New(store, "Third"), Key with { BodyHash = "other" }, default);
        store.Clock.Advance(TimeSpan.FromHours(25));
        var nextDay = await Store(store).CreateAsync(New(store, "Fourth"), Key with { BodyHash = "other" }, default);

        Assert.Equal((CreateRunOutcome.Repeated, first.Id), (repeated.Outcome, repeated.Workflow!.Id));
        Assert.Equal((CreateRunOutcome.KeyReused, null), (reused.Outcome, reused.Workflow));
        Assert.Equal(CreateRunOutcome.Created, nextDay.Outcome);
    }

    [Theory, BothDatabases]
    public async Task Create_ManyAtOnceWithOneKey_StoresOne(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Store(store).CreateAsync(New(store, "Same"), Key, default)));

        Assert.Single(results, result => result.Outcome == CreateRunOutcome.Created);
        Assert.Single(results.Select(result => result.Workflow!.Id).Distinct());
    }

    [Theory, BothDatabases]
    public async Task AddVersion_SeveralAtOnce_NumbersEachAndKeepsTheEarlierOnes(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var first = New(store, "One");
        await Store(store).CreateAsync(first, null, default);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Store(store).TryAddVersionAsync(New(store, "More", permanentId: first.PermanentId), default)));

        var versions = await Store(store).ListVersionsAsync("o_1", first.PermanentId, default);
        Assert.Equal([5, 4, 3, 2, 1], versions.Select(version => version.Version));
        Assert.Equal("More", (await Store(store).FindAsync("o_1", first.PermanentId, null, default))!.Title);
        Assert.Equal("One", (await Store(store).FindAsync("o_1", first.PermanentId, 1, default))!.Title);
        Assert.Null(await Store(store).FindAsync("o_1", first.PermanentId, 6, default));
        Assert.Equal("More", Assert.Single((await Store(store).ListAsync(new() { OrganizationId = "o_1" }, default)).Items).Title);
    }

    [Theory, BothDatabases]
    public async Task Delete_Workflow_HidesItButNotFromRunsOfItsVersions(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var workflow = New(store, "One");
        await Store(store).CreateAsync(workflow, null, default);

        Assert.True(await Store(store).DeleteAsync("o_1", workflow.PermanentId, default));

        Assert.False(await Store(store).DeleteAsync("o_1", workflow.PermanentId, default));
        Assert.Null(await Store(store).FindAsync("o_1", workflow.PermanentId, null, default));
        Assert.False(await Store(store).TryAddVersionAsync(New(store, "Two", permanentId: workflow.PermanentId), default));
        Assert.Empty((await Store(store).ListAsync(new() { OrganizationId = "o_1" }, default)).Items);
        Assert.NotNull(await Store(store).FindVersionAsync("o_1", workflow.Id, default));
        Assert.Equal([workflow.PermanentId], await Store(store).ListDeletedAsync("o_1", [workflow.PermanentId, "wpid_other"], default));
    }

    [Theory, BothDatabases]
    public async Task EveryCall_WorkflowOfAnotherOrganization_AnswersAsForAnUnknownOne(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        await store.AddOrganizationAsync("o_2");
        var workflow = New(store, "One");
        await Store(store).CreateAsync(workflow, Key, default);

        Assert.Null(await Store(store).FindAsync("o_2", workflow.PermanentId, null, default));
        Assert.Null(await Store(store).FindVersionAsync("o_2", workflow.Id, default));
        Assert.False(await Store(store).TryAddVersionAsync(New(store, "Two", "o_2", workflow.PermanentId), default));
        Assert.False(await Store(store).DeleteAsync("o_2", workflow.PermanentId, default));
        Assert.Empty((await Store(store).ListAsync(new() { OrganizationId = "o_2" }, default)).Items);
        Assert.Equal(CreateRunOutcome.Created, (await Store(store).CreateAsync(New(store, "Two", "o_2"), Key, default)).Outcome);
    }

    [Theory, BothDatabases]
    public async Task List_Filters_CountBeforePaging(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        foreach (var title in (string[])["Größe A", "größe B", "Other"])
        {
            await Store(store).CreateAsync(New(store, title), null, default);
            store.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var filter = new WorkflowFilter { OrganizationId = "o_1", Searches = ["GRÖSSE".Replace("SS", "ß")], PageSize = 1, IsSavedTask = false, Statuses = ["published"] };

        var page = await Store(store).ListAsync(filter, default);
        Assert.Equal((2, "größe B"), (page.TotalCount, Assert.Single(page.Items).Title));
        Assert.Equal("Größe A", Assert.Single((await Store(store).ListAsync(filter with { Page = 2 }, default)).Items).Title);
        Assert.Empty((await Store(store).ListAsync(filter with { IsSavedTask = true }, default)).Items);
        Assert.Empty((await Store(store).ListAsync(filter with { Statuses = ["draft"] }, default)).Items);
    }

    [Theory, BothDatabases]
    public async Task CreateRun_ThatPublishesAWorkflow_StoresBothOrNone(DatabaseProvider provider)
    {
        await using var store = await StoreFixture.OpenAsync(provider);
        var request = new TaskRequest
        {
            Prompt = "Find {{ it }}", Url = "https://shop.example/", Engine = "skyvern-2.0", PublishWorkflow = true, DataExtractionSchema = JsonElement.Parse("""{"a":"{{ b }}"}"""),
        };
        var run = await store.CreateAsync(request);
        store.Queues.Refusal = new InvalidOperationException("no queue");
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.CreateAsync(request));

        var workflow = (await Store(store).FindByRunAsync("o_1", run.Id, default))!;
        Assert.Equal(("Find {{ it }}", "published", false), (workflow.Title, workflow.Status, workflow.IsSavedTask));
        Assert.Equal(["url", "prompt", "data_schema"], workflow.Definition.Parameters.Select(parameter => parameter.Key));
        Assert.Empty(WorkflowCheck.Problems(workflow.Definition));
        Assert.Single((await Store(store).ListAsync(new() { OrganizationId = "o_1" }, default)).Items);
        Assert.Null(await Store(store).FindByRunAsync("o_2", run.Id, default));
    }

    private static IWorkflowStore Store(StoreFixture fixture) => fixture.Services.GetRequiredService<IWorkflowStore>();

    private static Workflow New(
        StoreFixture fixture, string title, WorkflowDefinition? definition = null, string organizationId = "o_1", string? permanentId = null) =>
        Workflow.Of(new WorkflowDraft(title, definition ?? Definitions.Of([], Definitions.Block("a"))), organizationId, permanentId, fixture.Clock.GetUtcNow());

    private static Workflow New(StoreFixture fixture, string title, string organizationId, string? permanentId = null) =>
        New(fixture, title, null, organizationId, permanentId);
}
