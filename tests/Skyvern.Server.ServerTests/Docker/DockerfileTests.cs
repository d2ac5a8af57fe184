using System.Diagnostics;
using System.Text.RegularExpressions;
using Skyvern.Server.Settings;

namespace Skyvern.Server.ServerTests.Docker;

/// <summary>What can be known of the image without an engine; scripts/replay-image.sh carries its steps out.</summary>
public sealed partial class DockerfileTests
{
    [Fact]
    public void Environment_OfTheImage_IsOfSettings()
    {
        var known = SettingTypes.All.SelectMany(section => SettingTypes.Of(section.Type).Select(property => $"{section.Section}__{property.Name}"));

        Assert.Empty(Dockerfile.Environment.Keys.Where(name => !name.StartsWith("DOTNET_", StringComparison.Ordinal)).Except(known));
    }

    [Fact]
    public void Port_OfTheImage_IsTheOneThatTheServerListensOnAndItsHealthCheckAsks()
    {
        Assert.Equal($"http://+:{Dockerfile.Port}", Dockerfile.Environment["Server__Urls"]);
        Assert.Contains($"http://127.0.0.1:{Dockerfile.Port}", Single("HEALTHCHECK"), StringComparison.Ordinal);
        Assert.Contains("\"health\"", Single("HEALTHCHECK"), StringComparison.Ordinal);
    }

    [Fact]
    public void User_OfTheImage_IsMadeBeforeAndIsNotRoot()
    {
        var user = Single("USER");
        var words = Dockerfile.Image.Select(instruction => instruction.Word).ToList();

        Assert.Contains(Dockerfile.Image, instruction => instruction.Word == "RUN" && instruction.Arguments.Contains("useradd", StringComparison.Ordinal)
            && instruction.Arguments.Contains($" {user} ", StringComparison.Ordinal));
        Assert.NotEqual("root", user);
        Assert.True(words.LastIndexOf("RUN") < words.IndexOf("USER") && words.IndexOf("USER") < words.IndexOf("ENTRYPOINT"));
        Assert.Equal(Dockerfile.Environment["Data__Path"], Single("VOLUME"));
    }

    [Fact]
    public void Init_OfTheImage_IsInstalled()
    {
        Assert.StartsWith("[\"/usr/bin/tini\", \"--\",", Single("ENTRYPOINT"), StringComparison.Ordinal);
        Assert.Contains(Dockerfile.Image, instruction => instruction.Word == "RUN" && instruction.Arguments.Contains(" tini ", StringComparison.Ordinal));
    }

    [Fact]
    public void BaseImages_NameNoRegistry() => Assert.All(
        Dockerfile.Instructions.Where(instruction => instruction.Word == "FROM"),
        instruction => Assert.DoesNotContain('/', instruction.Arguments));

    [Fact]
    public void Sources_ThatAreCopied_AreThereAndLetThrough()
    {
        var sources = Dockerfile.Instructions.Where(instruction => instruction.Word == "COPY" && !instruction.Arguments.StartsWith("--from", StringComparison.Ordinal))
            .SelectMany(instruction => instruction.Arguments.Split(' ')[..^1]).Select(source => source.TrimEnd('/')).ToList();
        var letThrough = Repository.Read("docker", "Dockerfile.dockerignore").Split('\n').Where(line => line.StartsWith('!')).Select(line => line[1..].Trim());

        Assert.All(sources, source => Assert.True(Path.Exists(Repository.PathOf(source)), source));
        Assert.Equal(sources.Order(), letThrough.Order());
    }

    [Theory]
    [InlineData("amd64", "linux-x64")]
    [InlineData("arm64", "linux-arm64")]
    public async Task Program_OfTheImage_IsForTheArchitectureThatItIsBuiltFor(string architecture, string expected)
    {
        // With a default BuildKit does not fill the platform's value in.
        Assert.Contains(("ARG", "TARGETARCH"), Dockerfile.Instructions);
        var runtime = Runtime().Match(Publish).Groups[1].Value;

        var start = new ProcessStartInfo("sh", ["-c", $"echo {runtime}"]) { RedirectStandardOutput = true, Environment = { ["TARGETARCH"] = architecture } };
        using var shell = Process.Start(start)!;

        Assert.Equal(expected, (await shell.StandardOutput.ReadToEndAsync()).Trim());
    }

    [Fact]
    public void Packages_OfTheBuild_AreKeptForTheNextOne() =>
        Assert.StartsWith("--mount=type=cache,target=/root/.nuget/packages ", Publish, StringComparison.Ordinal);

    private static string Publish => Assert.Single(Dockerfile.Instructions, instruction => instruction.Arguments.Contains("dotnet publish", StringComparison.Ordinal)).Arguments;

    /// <summary>What stands behind <c>-r</c>.</summary>
    [GeneratedRegex("-r (\".*\") -o ")]
    private static partial Regex Runtime();

    private static string Single(string word) => Assert.Single(Dockerfile.Image, instruction => instruction.Word == word).Arguments;
}
