using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm;
using Skyvern.Server.Llm.Extraction;
using Skyvern.Server.Llm.Verification;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class LlmServiceCollectionExtensionsTests
{
    [Fact]
    public void AddLlmPlanner_NothingConfigured_LeavesTheRules()
    {
        using var services = Services();

        Assert.IsType<Rules>(services.GetRequiredService<IStepPlannerFactory>());
        Assert.IsType<Rules>(services.GetRequiredService<IDataExtractor>());
        Assert.IsType<Rules>(services.GetRequiredService<IClaimVerifier>());
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", "sk-abc")]
    [InlineData("Llm:ApiKey", "sk-abc\n")]
    [InlineData("Llm:Endpoint", "http://localhost:11434/v1")]
    public void AddLlmPlanner_ModelConfigured_TakesOver(string name, string value)
    {
        using var services = Services((name, value));

        Assert.IsType<LlmPlannerFactory>(services.GetRequiredService<IStepPlannerFactory>());
        Assert.IsType<LlmExtractor>(services.GetRequiredService<IDataExtractor>());
        Assert.IsType<LlmClaimVerifier>(services.GetRequiredService<IClaimVerifier>());
    }

    [Fact]
    public void AddLlmPlanner_Entra_NeedsNoKey()
    {
        using var services = Services(("Llm:Credential", "Entra"), ("Llm:Endpoint", "https://r.openai.azure.com"));

        Assert.IsType<LlmPlannerFactory>(services.GetRequiredService<IStepPlannerFactory>());
    }

    [Theory]
    [InlineData("Llm:Endpoint", "localhost:11434", "Llm:Endpoint must be an http or https address")]
    [InlineData("Llm:Endpoint", "https://user:secret@host/v1", "Llm:Endpoint must be an http or https address")]
    [InlineData("Llm:Credential", "Entra", "Llm:Credential Entra needs Llm:Endpoint")]
    [InlineData("Llm:ApiKey", "sk-abc def", "Llm:ApiKey holds blanks")]
    [InlineData("Llm:TimeoutSeconds", "0", "TimeoutSeconds")]
    [InlineData("Llm:ReasoningEffort", "much", "Llm:ReasoningEffort must be")]
    [InlineData("Llm:PictureDetail", "sharp", "Llm:PictureDetail must be")]
    public void AddLlmPlanner_WrongSetting_IsRefusedWithASentence(string name, string value, string words)
    {
        using var services = Services((name, value));

        var fault = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<LlmOptions>>().Value);

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddLlmPlanner_BlankSettings_MeanTheDefaults()
    {
        using var services = Services(("Llm:Model", ""), ("Llm:ReasoningEffort", ""), ("Llm:Endpoint", ""), ("Llm:ApiKey", ""), ("OPENAI_API_KEY", ""));

        var options = services.GetRequiredService<IOptions<LlmOptions>>().Value;

        Assert.Equal("gpt-4.1-mini", options.Model);
        Assert.Null(options.ReasoningEffort);
        Assert.False(options.IsConfigured);
    }

    [Theory]
    [InlineData(null, "planned by rules: no language model is configured. Set OPENAI_API_KEY")]
    [InlineData("sk-secret", "planned by the language model gpt-4.1-mini at api.openai.com")]
    public async Task Start_EitherWay_SaysWhichPlannerWorks(string? key, string words)
    {
        var log = new RecordedLog();
        using var services = Services([("OPENAI_API_KEY", key)], log);

        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        Assert.Contains(words, log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sk-secret", log.Text, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(params (string Name, string? Value)[] settings) => Services(settings, new RecordedLog());

    private static ServiceProvider Services((string Name, string? Value)[] settings, RecordedLog log)
    {
        var services = new ServiceCollection();
        var pairs = settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(pairs).Build());
        services.AddLogging();
        services.AddSingleton(log.For<PlannerNotice>());
        services.AddSingleton<IStepPlannerFactory, Rules>();
        services.AddSingleton<IDataExtractor, Rules>();
        services.AddSingleton<IClaimVerifier, Rules>();
        services.AddLlmPlanner();
        return services.BuildServiceProvider();
    }

    private sealed class Rules : IStepPlannerFactory, IDataExtractor, IClaimVerifier
    {
        public Task<ClaimVerdict?> VerifyAsync(ClaimQuestion question, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IStepPlanner Create(TaskRun run) => throw new NotSupportedException();

        public Task<ExtractionResult> ExtractAsync(ExtractionRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
