using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class EngineOptionsTests
{
    [Fact]
    public void Validate_Defaults_AreValid() => Assert.True(new EngineOptionsValidator().Validate(null, new EngineOptions()).Succeeded);

    [Fact]
    public void Validate_OutOfRange_NamesTheSetting()
    {
        var result = new EngineOptionsValidator().Validate(null, new EngineOptions { MaxSteps = 0, MaxSeconds = 0 });

        Assert.Contains("MaxSteps", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains("MaxSeconds", result.FailureMessage, StringComparison.Ordinal);
    }
}
