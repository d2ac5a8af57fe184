using Microsoft.Extensions.Configuration;
using Skyvern.Server.Settings;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Settings;

public sealed class SettingSourcesTests : IDisposable
{
    private const string Section = "SettingSourcesTests";

    private readonly TempFolder _secrets = new();

    [Fact]
    public void Secrets_InFiles_CountMoreThanTheEnvironmentAndLessThanArguments()
    {
        File.WriteAllText(_secrets["Database__ConnectionString"], "Host=db;Password=secret\n");
        File.WriteAllText(_secrets["Llm__ApiKey"], "of the file");
        var configuration = Sources(["--Llm:ApiKey=of an argument"]);

        configuration.UseSecretsAndSkipBlanks([_secrets.Path, _secrets["none"]]);

        var settings = configuration.Build();
        Assert.Equal("Host=db;Password=secret", settings["Database:ConnectionString"]);
        Assert.Equal("of an argument", settings["Llm:ApiKey"]);
    }

    [Fact]
    public void Variables_Blank_LeaveTheDefault()
    {
        var (blank, filled) = ($"{Section}__Blank", $"{Section}__Filled");
        Environment.SetEnvironmentVariable(blank, " ");
        Environment.SetEnvironmentVariable(filled, "7");
        var configuration = Sources([]);

        configuration.UseSecretsAndSkipBlanks([]);

        var settings = configuration.Build();
        Assert.Equal("default", settings[$"{Section}:Blank"]);
        Assert.Equal("7", settings[$"{Section}:Filled"]);
        Environment.SetEnvironmentVariable(blank, null);
        Environment.SetEnvironmentVariable(filled, null);
    }

    [Fact]
    public void Secret_InAFile_IsShownByItsSource()
    {
        File.WriteAllText(_secrets["Llm__ApiKey"], "secret");
        var configuration = Sources([]);
        configuration.UseSecretsAndSkipBlanks([_secrets.Path]);

        var shown = SettingsInUse.Read(configuration.Build()).Single(setting => setting.Key == "Llm:ApiKey");

        Assert.Equal(("***", "secret file Llm__ApiKey", true), (shown.Shown, shown.Source, shown.IsKnown));
    }

    [Theory]
    [InlineData("Database:ConnectionString", "Host=db;Password=se;ssl=1", "Host=db;Password=***;ssl=1")]
    [InlineData("Database:ConnectionString", "Host=db;Pwd=\"se;cr\"\"et\";ssl=1", "Host=db;Pwd=***;ssl=1")]
    [InlineData("Proxies:Places:US:Url", "http://ann:se@cr:et@proxy.example.com:80", "http://ann:***@proxy.example.com:80")]
    [InlineData("Storage:Endpoint", "https://secret@files.example.com/a@b", "https://***@files.example.com/a@b")]
    [InlineData("Llm:Endpoint", "https://api.example.com/v1?version=2&api-key=secret", "https://api.example.com/v1?version=2&api-key=***")]
    public void Secret_WithinAValue_IsMaskedAlone(string key, string value, string expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]);

        Assert.Equal(expected, SettingsInUse.Read(configuration.Build()).Single(setting => setting.Key == key).Shown);
    }

    public void Dispose() => _secrets.Dispose();

    private static IConfigurationBuilder Sources(string[] arguments) => new ConfigurationBuilder()
        .AddInMemoryCollection([KeyValuePair.Create($"{Section}:Blank", (string?)"default")])
        .AddEnvironmentVariables()
        .AddCommandLine(arguments);
}
