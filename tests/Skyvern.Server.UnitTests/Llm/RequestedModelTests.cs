using System.Text.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class RequestedModelTests
{
    private static readonly LlmOptions Options = new() { ApiKey = "sk-abc", Model = "main", FallbackModel = "spare", AllowedModels = ["large", "main"] };

    [Theory]
    [InlineData("""{"model_name": "main"}""", "main")]
    [InlineData("""{"model_name": "spare"}""", "spare")]
    [InlineData("""{"model_name": "large"}""", "large")]
    [InlineData("null", null)]
    public void Of_KnownNameOrNone_IsUsedWithoutAWord(string model, string? expected)
    {
        var request = Request(model);

        Assert.Equal(expected, RequestedModel.Of(request, Options));
        Assert.Null(new RequestedModel(MicrosoftOptions.Create(Options)).Notice(request));
    }

    [Theory]
    [InlineData("""{"model_name": "gpt-99"}""", "There is no model \"gpt-99\" here; main works instead.")]
    [InlineData("""{"model_name": "a\nrun.ended"}""", "There is no model \"a run.ended\" here")]
    [InlineData("{}", "The task's model has no model_name")]
    [InlineData("""{"model_name": 5}""", "The task's model has no model_name")]
    public void Notice_UnknownName_SaysWhichModelWorks(string model, string words)
    {
        var request = Request(model);

        Assert.Null(RequestedModel.Of(request, Options));
        Assert.StartsWith(words, new RequestedModel(MicrosoftOptions.Create(Options)).Notice(request), StringComparison.Ordinal);
    }

    [Fact]
    public void ModelNames_BlankOnesAndRepeats_AreLeftOut()
    {
        Assert.Equal(["main", "spare", "large"], Options.ModelNames);
        Assert.Equal(["gpt-4.1-mini"], new LlmOptions { ApiKey = "sk-abc", FallbackModel = "" }.ModelNames);
        Assert.Empty(new LlmOptions().ModelNames);
    }

    private static TaskRequest Request(string model) => new() { Prompt = "p", Engine = "skyvern-2.0", Model = JsonDocument.Parse(model).RootElement };
}
