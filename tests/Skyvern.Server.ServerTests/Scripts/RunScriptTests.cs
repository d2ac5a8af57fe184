using System.Diagnostics;
using System.Globalization;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Scripts;

/// <summary>What scripts/run.sh hands to the program: a stand-in of dotnet tells what it was called with.</summary>
public sealed class RunScriptTests : IDisposable
{
    private const string Tells = "echo \"called: $*\"";

    private readonly Script _script = new();

    [Theory]
    [InlineData("keys", "list")]
    [InlineData("doctor", "--Llm:Model=x")]
    [InlineData("config", "show")]
    [InlineData("migrate")]
    [InlineData("health", "--server", "http://localhost:9000")]
    public async Task Command_OfTheProgram_IsCalledAlsoWhileTheServerRuns(params string[] words)
    {
        _script.With("dotnet", Tells).With("curl", "exit 0"); // the server answers

        var (code, output, _) = await _script.RunAsync("run.sh", hidesOthers: false, words);

        Assert.Equal(0, code);
        Assert.EndsWith($"Skyvern.Server.dll {string.Join(' ', words)}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_WithSettings_StartsTheServerWithThemAndNotTheCommand()
    {
        _script.With("dotnet", Tells).With("curl", "test -f \"$Data__Path/server.pid\" && echo \"$*\" >> \"$Data__Path/asked\"");

        var (code, output, _) = await _script.RunAsync(
            "run.sh", hidesOthers: false, "task", "Look", "--Server:Urls=http://+:9000", "--url=http://example.com/?a=b", "--Engine:MaxSteps=3");

        Assert.Equal(0, code);
        Assert.Contains("Skyvern.Server.dll run --server http://localhost:9000 Look --url=http://example.com/?a=b\n", output, StringComparison.Ordinal);
        var log = Path.Combine(_script.Data, "server.log");
        await Eventually.TrueAsync(() => File.ReadAllText(log).EndsWith("Skyvern.Server.dll --Server:Urls=http://+:9000 --Engine:MaxSteps=3\n", StringComparison.Ordinal));
        Assert.All(File.ReadAllLines(Path.Combine(_script.Data, "asked")), words => Assert.EndsWith(" http://localhost:9000/health/ready", words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stop_ANumberThatIsAnotherProgramsByNow_LeavesItAlone()
    {
        using var other = Process.Start("sleep", "300");
        await File.WriteAllTextAsync(Path.Combine(_script.Data, "server.pid"), other.Id.ToString(CultureInfo.InvariantCulture));

        var (_, output, _) = await _script.RunAsync("run.sh", hidesOthers: false, "stop");

        Assert.Equal($"No server is running from {_script.Data}.\n", output);
        Assert.False(other.HasExited);
        other.Kill();
    }

    public void Dispose() => _script.Dispose();
}
