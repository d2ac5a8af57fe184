using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Skyvern.Server.Settings;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Settings;

/// <summary>The program itself, started where it cannot: one sentence that says what to do, and exit code 1.</summary>
public sealed class StartFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData("Server:Urls=http://localhost:99999", "Server:Urls takes addresses such as")]
    [InlineData("Server:Urls=http://192.0.2.1:8000", "This machine has no such address: + stands for all that it has.")]
    [InlineData("Database:ConnectionString=nonsense", "Database:ConnectionString is not one for Sqlite")]
    [InlineData("Logging:LogLevel:Default=Loud", "Logging:LogLevel:Default is \"Loud\": allowed is Trace, Debug,")]
    public async Task Start_WithASettingThatCannotBe_SaysWhichAndWhatToDo(string setting, string sentence) => await RefusesAsync(sentence, $"--{setting}");

    [Fact]
    public async Task Start_WhereAnotherProgramListens_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        await RefusesAsync("Another program listens there", $"--Server:Urls=http://{other.LocalEndpoint}");
    }

    [Fact]
    public async Task Start_WithADataFolderThatCannotBeWritten_NamesIt()
    {
        File.WriteAllText(_folder["file"], "");

        await RefusesAsync($"The data folder {_folder["file", "data"]} cannot be written", $"--Data:Path={_folder["file", "data"]}");
    }

    [Fact]
    public async Task Start_WithoutItsDatabase_NamesThePlaceAndHidesThePassword() => await RefusesAsync(
        "The database cannot be used (PostgreSQL at 127.0.0.1:1, database d, user u): Connection refused.",
        "--Database:Provider=PostgreSql", "--Database:ConnectionString=Host=127.0.0.1;Port=1;Database=d;Username=u;Password=very-secret");

    [Fact]
    public async Task Start_WithADatabaseWhoseNameNobodyKnows_NamesThePlace() => await RefusesAsync(
        "The database cannot be used (PostgreSQL at nowhere.invalid:5432",
        "--Database:Provider=PostgreSql", "--Database:ConnectionString=Host=nowhere.invalid;Database=d;Username=u;Password=very-secret");

    [Fact]
    public async Task Settings_AllBlankInTheEnvironment_HaveTheirDefaults()
    {
        var names = SettingTypes.All.SelectMany(section => SettingTypes.Of(section.Type).Select(property => $"{section.Section}__{property.Name}"));

        var (code, output, error) = await RunAsync(["config", "show"], names.Append("Logging__Json").ToDictionary(name => name, _ => ""));

        Assert.Equal((0, ""), (code, error));
        Assert.DoesNotContain("environment", output, StringComparison.Ordinal);
        Assert.Contains("Engine:MaxSteps ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigShow_WithASecretThatCannotBeRead_SaysSoInASentence()
    {
        File.CreateSymbolicLink(_folder["Llm__ApiKey"], "/proc/self/mem"); // opens, but cannot be read: for root too

        var (code, _, error) = await RunAsync(["config", "show"], new() { ["CREDENTIALS_DIRECTORY"] = _folder.Path });

        Assert.Equal(1, code);
        Assert.StartsWith($"A secret in {_folder.Path} cannot be read: ", Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigShow_WithTheUsualNameOfAConnectionString_TakesItWhereTheServersOwnIsNotSet()
    {
        var usual = KeyValuePair.Create("ConnectionStrings__Skyvern", "Host=usual;Password=very-secret");

        var alone = await RunAsync(["config", "show"], new([usual]));
        var beside = await RunAsync(["config", "show"], new([usual, KeyValuePair.Create("Database__ConnectionString", "Host=own")]));

        Assert.Matches(@"\nDatabase:ConnectionString +Host=usual;Password=\*\*\* +environment ConnectionStrings__Skyvern\n", alone.Output);
        Assert.Matches(@"\nDatabase:ConnectionString +Host=own +environment Database__ConnectionString\n", beside.Output);
    }

    [Fact]
    public async Task Start_WithThePortOfAspNetCore_WantsToListenThere()
    {
        var (code, _, error) = await RunAsync([$"--Data:Path={_folder["data"]}"], new() { ["ASPNETCORE_HTTP_PORTS"] = "99999" });

        Assert.Equal(1, code);
        Assert.Contains("not \"http://*:99999\"", error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task RefusesAsync(string sentence, params string[] settings)
    {
        string[] usual = [$"--Data:Path={_folder["data"]}", "--Server:Urls=http://127.0.0.1:0", "--Browser:PreLaunched=0"];

        var (code, _, error) = await RunAsync([.. usual, .. settings], []);

        Assert.Equal(1, code);
        Assert.StartsWith("The server cannot start. ", error, StringComparison.Ordinal);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] words, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Skyvern.Server.dll"), .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
