using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class PriceTableTests
{
    private static readonly ModelPrice Mini = new() { Input = 0.4m, CachedInput = 0.1m, CacheWrite = 0.5m, Output = 1.6m };

    [Theory]
    [InlineData("gpt-4.1-mini")]
    [InlineData("gpt-4.1-mini-2025-04-14")]
    [InlineData("openai/GPT-4.1-mini")]
    public void CostOf_KnownModel_CountsNoTokenTwice(string model)
    {
        var usage = new TokenUsage(model, 1_000_000, 600_000, 100_000, 50_000, 1) { CacheWrite = 100_000 };

        Assert.Equal((0.3m * 0.4m) + (0.6m * 0.1m) + (0.1m * 0.5m) + (0.1m * 1.6m), Table().CostOf(usage));
    }

    [Theory]
    [InlineData("gpt-4.1")]
    [InlineData("gpt-4.1-mini-tuned")]
    [InlineData(null)]
    public void CostOf_UnknownModel_IsUnknownAndNotNothing(string? model) => Assert.Null(Table().CostOf(new TokenUsage(model, 10, null, 1, null, 1)));

    [Fact]
    public void CostOf_NoModelAsked_IsNothing() => Assert.Equal(0m, Table().CostOf(TokenUsage.None));

    [Fact]
    public async Task Run_CostsMoreThanAllowed_FailsNamingTheSetting()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.From(context => ScriptedPlanner.Plan(new Core.Actions.FindAction($"{context.StepNumber}")) with { Usage = new TokenUsage("gpt-4.1-mini", 500_000, null, 0, null, 1) }),
            options: options =>
            {
                options.MaxTokens = 100_000_000;
                options.MaxCostUsd = 0.5m;
                options.Prices["gpt-4.1-mini"] = Mini;
            });

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Failed, 3), (result.Status, bench.Journal.Steps.Count));
        Assert.StartsWith("The run has cost 0.6 USD; the limit of a run is 0.5 USD (setting Engine:MaxCostUsd).", result.FailureReason, StringComparison.Ordinal);
        Assert.All(bench.Journal.Steps, step => Assert.Equal(0.2m, step.Cost));
        Assert.Contains("0.4 USD of 0.5 USD spent", bench.Planner.Asked.Last().BudgetNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PriceUnknown_LeavesTheCostUnknownAndSaysSoOnce()
    {
        await using var bench = new EngineBench(
            ScriptedPlanner.From(context => (context.StepNumber < 3 ? ScriptedPlanner.Plan(new Core.Actions.FindAction($"{context.StepNumber}")) : ScriptedPlanner.Done())
                with { Usage = new TokenUsage("own", 10, null, 1, null, 1) }),
            options: options => options.MaxCostUsd = 1);

        Assert.Equal(RunStatus.Completed, (await bench.RunAsync()).Status);

        Assert.All(bench.Journal.Steps, step => Assert.Null(step.Cost));
        Assert.Single(bench.Journal.Events, e => e.Message.Contains("Engine:Prices", StringComparison.Ordinal));
    }

    private static PriceTable Table()
    {
        var options = new EngineOptions();
        options.Prices["gpt-4.1-mini"] = Mini;
        return new PriceTable(Options.Create(options));
    }
}
