using System.CommandLine;
using Skyvern.Client;
using Skyvern.Server.Commands;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Commands;

/// <summary>Commands that work on the data folder and the database without a server.</summary>
public sealed class LocalCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private string _data;

    public LocalCommandTests() => _data = _folder["data"];

    [Fact]
    public async Task Keys_OfAMigratedDatabase_AreMadeListedAndRevoked()
    {
        var tooEarly = await RunAsync("keys", "list");
        Assert.Equal(1, tooEarly.Code);
        Assert.Contains("the command migrate", tooEarly.Error);
        Assert.Contains("Initial", (await RunAsync("migrate")).Output);
        Assert.Contains("up to date", (await RunAsync("migrate")).Output);

        var made = await RunAsync("keys", "create", "--name", "build server", "--organization", "Acme");
        Assert.Equal(0, made.Code);
        var secret = made.Output.Trim();
        var listed = (await RunAsync("keys", "list")).Output;
        Assert.Contains("Acme", listed);
        Assert.DoesNotContain(secret, listed);
        var id = listed.Split('\n')[1].Trim().Split(' ')[0];

        Assert.Equal(0, (await RunAsync("keys", "revoke", id)).Code);
        Assert.Equal(1, (await RunAsync("keys", "revoke", id)).Code);
        Assert.Contains("revoked", (await RunAsync("keys", "list")).Output);
    }

    [Fact]
    public async Task Migrate_WhileAServerRuns_IsRefusedAndKeysAreMadeAllTheSame()
    {
        await using var server = await ServerFactory.StartAsync(works: false);
        _data = server.Folder.Path;

        var refused = await RunAsync("migrate");
        Assert.Equal(1, refused.Code);
        Assert.Contains("Another server", refused.Error);

        var key = (await RunAsync("keys", "create")).Output.Trim();
        using var client = new SkyvernClient(server.Address, key);
        Assert.Empty(await client.GetArtifactsAsync("tsk_none"));
    }

    [Fact]
    public async Task ConfigShow_WithAMisspelledNameAndSecrets_MarksItAndMasksThem()
    {
        var shown = await RunAsync(
            "config", "show", "--Llm:Modle=x", "--Llm:ApiKey=sk-very-secret", "--Proxies:Places:NONE:Password=pw-very-secret",
            "--Database:ConnectionString=Host=db;Password=db-very-secret;Database=d");

        Assert.Equal(1, shown.Code);
        Assert.DoesNotContain("very-secret", shown.Output);
        Assert.Contains(Lines(shown), line => line.StartsWith("Llm:Modle") && line.Contains("not a setting"));
        Assert.Contains(Lines(shown), line => line.StartsWith("Llm:ApiKey") && line.Contains("***") && line.EndsWith("argument"));
        Assert.Contains(Lines(shown), line => line.StartsWith("Proxies:Places:NONE:Password") && !line.Contains("not a setting"));
        Assert.Contains(Lines(shown), line => line.Contains("Host=db;Password=***;Database=d"));
        Assert.Contains(Lines(shown), line => line.StartsWith("Engine:MaxSteps ") && line.EndsWith("appsettings.json"));
    }

    [Fact]
    public async Task Doctor_WithAModelThatDoesNotAnswer_SaysSoAndLooksAtTheRest()
    {
        var findings = await RunAsync("doctor", "--Llm:Endpoint=http://127.0.0.1:1/v1", "--Recording:FfmpegPath=no-such-program");

        Assert.Equal(1, findings.Code);
        Assert.Contains(Lines(findings), line => line.StartsWith("FAIL  model") && line.Contains("could not be reached"));
        Assert.Contains(Lines(findings), line => line.StartsWith("ok    browser"));
        Assert.Contains(Lines(findings), line => line.StartsWith("note  recording") && line.Contains("no-such-program"));
        Assert.Contains(Lines(findings), line => line.StartsWith("note  database") && line.Contains("first start"));
    }

    [Fact]
    public async Task Doctor_WithSettingsOutOfTheirRange_NamesThemAll()
    {
        var findings = await RunAsync("doctor", "--Engine:MaxSteps=-1", "--Browser:Sandbox=maybe", "--Worker:MaxConcurrentRuns=many");

        Assert.Equal(1, findings.Code);
        Assert.Equal(
            [
                "Browser:Sandbox is \"maybe\": allowed is Auto, Required, Off.",
                "Engine:MaxSteps is \"-1\": allowed is 1 to 500.",
                "Worker:MaxConcurrentRuns is \"many\": allowed is 1 to 64.",
            ],
            findings.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Health_OfARunningServer_IsZeroAndOfNoneIsOne()
    {
        await using var server = await ServerFactory.StartAsync(works: false);

        Assert.Equal(0, (await RunAsync("health", "--server", server.Address.ToString())).Code);
        Assert.Equal(1, (await RunAsync("health", "--server", "http://127.0.0.1:1")).Code);
    }

    public void Dispose() => _folder.Dispose();

    private static string[] Lines((int Code, string Output, string Error) result) =>
        result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] words)
    {
        var console = new InvocationConfiguration { Output = new StringWriter(), Error = new StringWriter() };
        string[] settings = words[0] == "health" ? [] : [$"--Data:Path={_data}", "--Browser:PreLaunched=0", "--Server:Urls=http://127.0.0.1:0"];
        var code = await CommandLine.RunAsync([.. words, .. settings], _ => throw new InvalidOperationException("This starts no server."), console);
        return (code, console.Output.ToString()!, console.Error.ToString()!);
    }
}
