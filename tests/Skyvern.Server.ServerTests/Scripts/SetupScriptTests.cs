namespace Skyvern.Server.ServerTests.Scripts;

/// <summary>What scripts/setup.sh demands on a machine where it can install nothing.</summary>
public sealed class SetupScriptTests : IDisposable
{
    private readonly Script _script = new Script().WithOwn("grep", "id", "uname");

    [Fact]
    public async Task Setup_WithoutFfmpeg_SaysWhatDoesNotWorkAndLetsTheServerStart()
    {
        _script.With("dotnet", "exit 0").With("curl", "exit 0").With("chromium", "exit 0");

        var server = await _script.RunAsync("setup.sh", hidesOthers: true);
        var tests = await _script.RunAsync("setup.sh", hidesOthers: true, "--tests");

        Assert.Equal((0, 1), (server.Code, tests.Code));
        Assert.All([server, tests], answer => Assert.Single(Lines(answer), line => line.StartsWith("No ffmpeg is found, so runs leave no video: ", StringComparison.Ordinal)));
        Assert.DoesNotContain(Lines(server), line => line.Contains("Chromium", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("dotnet", "curl is missing")]
    [InlineData("curl", "The .NET 10 SDK is missing")]
    public async Task Setup_WithoutWhatTheStartNeeds_Ends(string there, string sentence)
    {
        _script.With(there, "exit 0").With("ffmpeg", "exit 0");

        var answer = await _script.RunAsync("setup.sh", hidesOthers: true);

        Assert.Equal(1, answer.Code);
        Assert.Contains(Lines(answer), line => line.StartsWith(sentence, StringComparison.Ordinal));
    }

    public void Dispose() => _script.Dispose();

    private static string[] Lines((int Code, string Output, string Error) answer) => answer.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
