using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Skyvern.Server.Settings;
using YamlDotNet.RepresentationModel;

namespace Skyvern.Server.ServerTests.Docker;

/// <summary>What can be known of docker-compose.yml without an engine: that it fits the settings, the image and itself.</summary>
public sealed partial class ComposeFileTests
{
    // Not of the options' types, but read: by the compose file, the model's part, and the host.
    private static readonly string[] Others =
    [
        "POSTGRES_PASSWORD", "POSTGRES_POOL", "SKYVERN_LISTEN", "SKYVERN_IMAGE", "WORKERS", "WORKER_MEMORY", "STOP_GRACE", "OPENAI_API_KEY", "Logging__Json",
    ];

    private static readonly string[] ServerNames = ["api", "worker"];

    public static TheoryData<string> AllServices => [.. ComposeFile.Services.Keys];

    public static TheoryData<string> Servers => [.. ServerNames];

    [Fact]
    public void Names_OfEnvironmentAndExample_AreSettings()
    {
        var known = SettingTypes.All.SelectMany(section => SettingTypes.Of(section.Type).Select(property => $"{section.Section}__{property.Name}")).Concat(Others);

        Assert.Empty(ServerNames.SelectMany(name => ComposeFile.Environment(Service(name)).Keys).Concat(ComposeFile.Example.Keys).Except(known));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Values_OfEnvironmentAndExample_AreTakenByTheServer(string name)
    {
        var given = ComposeFile.Example.Concat(ComposeFile.Environment(Service(name))).Where(pair => pair.Value.Length > 0);
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(given.Select(pair => KeyValuePair.Create(pair.Key.Replace("__", ":", StringComparison.Ordinal), (string?)pair.Value)))
            .Build();

        SettingsCheck.Check(settings);
    }

    [Fact]
    public void Variables_OfTheFile_AreInTheExampleOrHaveADefaultAndTheOtherWayRound()
    {
        var used = Variable().Matches(ComposeFile.Text).Select(match => (Name: match.Groups[1].Value, HasDefault: match.Groups[2].Value == ":-")).ToList();

        Assert.All(used, variable => Assert.True(variable.HasDefault || ComposeFile.Example.ContainsKey(variable.Name), variable.Name));
        Assert.Empty(ComposeFile.Example.Keys.Where(name => name.All(letter => char.IsUpper(letter) || letter == '_') && name != "OPENAI_API_KEY")
            .Except(used.Select(variable => variable.Name)));
    }

    [Theory]
    [MemberData(nameof(AllServices))]
    public void EveryService_Restarts_GainsNoRightsAndComesFromNoNamedRegistry(string name)
    {
        var service = Service(name);

        Assert.Equal("unless-stopped", ComposeFile.Of(service, "restart")?.ToString());
        Assert.Contains("no-new-privileges:true", ComposeFile.List(service, "security_opt"));
        Assert.DoesNotContain(ComposeFile.Map(service), entry => entry.Key is "privileged" or "cap_add" or "network_mode" or "pid" or "user");
        Assert.DoesNotMatch(RegistryHost(), ComposeFile.Of(service, "image")!.ToString());
        Assert.True(name is "api" or "worker" || ComposeFile.Of(service, "healthcheck") is not null, "Only the server's image has a health check of its own.");
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Server_IsConfinedAndHasTimeToStop(string name)
    {
        var service = Service(name);

        Assert.Equal("true", ComposeFile.Of(service, "read_only")?.ToString());
        Assert.Equal(["ALL"], ComposeFile.List(service, "cap_drop"));
        Assert.Contains(ComposeFile.List(service, "tmpfs"), folder => folder.StartsWith("/tmp:", StringComparison.Ordinal));
        var profile = Assert.Single(ComposeFile.List(service, "security_opt"), option => option.StartsWith("seccomp=./", StringComparison.Ordinal));
        Assert.True(File.Exists(Repository.PathOf(profile["seccomp=./".Length..])), profile);
        var grace = int.Parse(ComposeFile.FillIn(ComposeFile.Of(service, "stop_grace_period")!.ToString()).TrimEnd('s'), CultureInfo.InvariantCulture);
        Assert.True(grace > int.Parse(ComposeFile.Environment(service)["Server__ShutdownSeconds"], CultureInfo.InvariantCulture));
        Assert.Equal(name, ComposeFile.Environment(service)["Server__Roles"]);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Settings_OfTheEnvironmentFile_AreNotOverruledExceptForWhatItNames(string name)
    {
        var settings = ComposeFile.Environment(Service(name), new Dictionary<string, string> { ["Server__ShutdownSeconds"] = "7", ["Logging__Json"] = "false", ["POSTGRES_POOL"] = "9" });

        Assert.Equal(("7", "false"), (settings["Server__ShutdownSeconds"], settings["Logging__Json"]));
        Assert.EndsWith(";Maximum Pool Size=9", settings["Database__ConnectionString"], StringComparison.Ordinal);
        var overruled = settings.Keys.Except(["Server__ShutdownSeconds", "Logging__Json"]);
        Assert.All(overruled, key => Assert.True(key is "Server__Roles" || key.StartsWith("Database__", StringComparison.Ordinal), key));
    }

    [Fact]
    public void Workers_AreAsManyAsTheEnvironmentFileSays()
    {
        var scale = ComposeFile.Of(Service("worker"), "scale")!.ToString();

        Assert.Equal("3", ComposeFile.FillIn(scale, new Dictionary<string, string> { ["WORKERS"] = "3" }));
        Assert.Equal("1", ComposeFile.FillIn(scale));
    }

    [Fact]
    public void Connections_OfAnApiAndThreeWorkers_AreFewerThanPostgreSqlTakes()
    {
        var connection = new NpgsqlConnectionStringBuilder(ComposeFile.Environment(Service("worker"))["Database__ConnectionString"]);

        Assert.InRange(connection.MaxPoolSize, 10, 100 / 4 - 1);
    }

    [Fact]
    public void Ports_AreThoseOfTheApiAlone_AndTheImagesOwn()
    {
        var published = ComposeFile.Services.Where(service => ComposeFile.Of(service.Value, "ports") is not null).ToList();

        Assert.Equal("api", Assert.Single(published).Key);
        Assert.EndsWith($":{Dockerfile.Port}", Assert.Single(ComposeFile.List(published[0].Value, "ports")), StringComparison.Ordinal);
        Assert.StartsWith("127.0.0.1:", ComposeFile.Example["SKYVERN_LISTEN"], StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_ThatAreUsed_AreDeclaredAndTheDataFolderIsShared()
    {
        var used = ComposeFile.Services.Values.SelectMany(service => ComposeFile.List(service, "volumes")).Select(volume => volume.Split(':')).ToList();

        Assert.Equal(ComposeFile.Volumes.Order(), used.Select(volume => volume[0]).Distinct().Order());
        Assert.All(ServerNames, name => Assert.Contains($"data:{Dockerfile.Environment["Data__Path"]}", ComposeFile.List(Service(name), "volumes")));
    }

    [Fact]
    public void SystemCalls_OfTheProfile_AreWhatTheSandboxNeedsAndNoMore()
    {
        using var profile = JsonDocument.Parse(Repository.Read("docker", "chromium-seccomp.json"));
        var rules = profile.RootElement.GetProperty("syscalls").EnumerateArray()
            .Where(rule => rule.GetProperty("action").GetString() == "SCMP_ACT_ALLOW")
            .SelectMany(rule => rule.GetProperty("names").EnumerateArray().Select(name => (Name: name.GetString()!, IsJudged: rule.TryGetProperty("args", out _))))
            .ToLookup(rule => rule.Name, rule => rule.IsJudged);

        Assert.Equal("SCMP_ACT_ERRNO", profile.RootElement.GetProperty("defaultAction").GetString());
        Assert.All(["clone", "unshare", "socket", "personality"], name => Assert.All(rules[name], Assert.True));
        Assert.All(["read", "execve", "chroot", "seccomp", "clone", "unshare"], name => Assert.NotEmpty(rules[name]));
        Assert.All(
            ["mount", "umount2", "pivot_root", "setns", "clone3", "ptrace", "process_vm_readv", "bpf", "keyctl", "perf_event_open", "io_uring_setup", "init_module", "kexec_load", "reboot", "userfaultfd"],
            name => Assert.Empty(rules[name]));
    }

    private static YamlMappingNode Service(string name) => ComposeFile.Services[name];

    [GeneratedRegex(@"\$\{(\w+)(:-|:\?)?")]
    private static partial Regex Variable();

    /// <summary>The first part of an image's name is a host when it has a dot or a port.</summary>
    [GeneratedRegex(@"^[^/$]*[.:][^/]*/")]
    private static partial Regex RegistryHost();
}
