using Skyvern.Server.Core.Engine.Drafts;

namespace Skyvern.Server.UnitTests.Engine.Drafts;

public sealed class RuleTaskDrafterTests
{
    [Fact]
    public async Task Draft_GoalOfClauses_TakesItApart()
    {
        var draft = await DraftAsync("Go to https://jobs.example/apply. Fill in the form with first name: Ada, password: hunter2-x and submit it. Extract the confirmation number.");

        Assert.Equal("https://jobs.example/apply", draft!.Url);
        Assert.Equal("""{"first name":"Ada","password":"hunter2-x"}""", draft.NavigationPayload!.ToJsonString());
        Assert.Equal("Extract the confirmation number", draft.DataExtractionGoal);
        Assert.Equal("Go to https://jobs.example/apply", draft.Title);
        Assert.Contains("hunter2-x", draft.NavigationGoal, StringComparison.Ordinal);
        Assert.Null(draft.Schema);
    }

    [Fact]
    public async Task Draft_GoalThatCannotBeRead_KeepsWhatIsCertain()
    {
        const string Goal = "Find out on https://shop.example/ which of the many printers would suit a small office best, and why it would";

        var draft = await DraftAsync(Goal);

        Assert.Equal(("https://shop.example/", Goal), (draft!.Url, draft.NavigationGoal));
        Assert.Null(draft.NavigationPayload);
        Assert.Equal(60, draft.Title!.Length);
    }

    [Fact]
    public async Task Draft_NothingToGoBy_IsNone() => Assert.Null(await DraftAsync("Find me the best printer for a small office"));

    private static Task<TaskDraft?> DraftAsync(string prompt) => new TaskDrafting(new RuleTaskDrafter()).DraftAsync(prompt, CancellationToken.None);
}
