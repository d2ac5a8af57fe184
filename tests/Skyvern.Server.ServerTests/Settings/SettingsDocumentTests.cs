using System.Text.Json;
using Skyvern.Server.Settings;

namespace Skyvern.Server.ServerTests.Settings;

/// <summary>docs/configuration.md and appsettings.json name every setting, and none that is not there.</summary>
public sealed class SettingsDocumentTests
{
    // Set by the server itself where nobody sets them: a default in the file would switch that off.
    private static readonly string[] NotInTheFile = ["Demo:Enabled"];

    [Fact]
    public void Document_OfTheOptions_IsTheOneInDocs()
    {
        var path = Repository.PathOf("docs", "configuration.md");
        if (Environment.GetEnvironmentVariable("UPDATE_BASELINE") == "1")
        {
            File.WriteAllText(path, SettingsDocument.Write());
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == SettingsDocument.Write(),
            "docs/configuration.md is not what the options say. Run this test with UPDATE_BASELINE=1 and commit the file.");
    }

    [Fact]
    public void SettingsFile_OfTheServer_NamesEverySettingAndNoOther()
    {
        using var file = JsonDocument.Parse(Repository.Read("appsettings.json"));
        var named = file.RootElement.EnumerateObject().Where(section => section.Name != "Logging")
            .SelectMany(section => section.Value.EnumerateObject().Select(setting => $"{section.Name}:{setting.Name}"));
        var known = SettingTypes.All
            .SelectMany(section => SettingTypes.Of(section.Type).Select(property => $"{section.Section}:{property.Name}"));

        Assert.Equal(known.Except(NotInTheFile).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EverySetting_OfTheOptions_IsDescribed() => Assert.All(
        SettingsDocument.Write().Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)),
        line => Assert.False(line.EndsWith("|  |", StringComparison.Ordinal), line));
}
