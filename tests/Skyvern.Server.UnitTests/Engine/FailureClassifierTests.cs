using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class FailureClassifierTests
{
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["sold_out"] = "The product is out of stock",
        ["bad_login"] = "The password was not accepted by the site",
    };

    [Fact]
    public void WithCallersCode_ReasonFitsAText_AddsThatCodeBehindTheSystems()
    {
        var result = RunResult.Failed("Max steps exceeded: the product seems out of stock.", FailureCategory.MaxSteps, new RunError(RunError.ReachMaxSteps, "x"));

        var errors = FailureClassifier.WithCallersCode(result, Codes).Errors;

        Assert.Equal([RunError.ReachMaxSteps, "sold_out"], errors.Select(error => error.ErrorCode));
        Assert.Equal(0.5, errors[1].Confidence);
    }

    [Fact]
    public void WithCallersCode_NothingFits_AddsNone() =>
        Assert.Empty(FailureClassifier.WithCallersCode(RunResult.Failed("shop.example could not be opened", FailureCategory.Navigation), Codes).Errors);

    [Fact]
    public void WithCallersCode_Success_StaysAsItIs() =>
        Assert.Empty(FailureClassifier.WithCallersCode(new RunResult(RunStatus.Completed), Codes).Errors);
}
