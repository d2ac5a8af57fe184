using Skyvern.Server.Settings;

namespace Skyvern.Server.ServerTests.Nodes;

public sealed class ServerRolesTests
{
    [Theory]
    [InlineData("cook", "Sqlite", "allowed is api, worker")]
    [InlineData("api,cook", "PostgreSql", "allowed is api, worker")]
    [InlineData(",", "PostgreSql", "allowed is api, worker")]
    [InlineData("api", "Sqlite", "one process alone")]
    [InlineData("worker", "Sqlite", "one process alone")]
    public void Build_RolesThatCannotBe_IsRefusedWithASentence(string roles, string provider, string sentence)
    {
        var refused = Assert.Throws<SettingsException>(() => SkyvernHost.Build(
            [$"--Server:Roles={roles}", $"--Database:Provider={provider}", "--Database:ConnectionString=Host=nowhere"]));

        Assert.Contains("Server:Roles", refused.Message);
        Assert.Contains(sentence, refused.Message);
    }
}
