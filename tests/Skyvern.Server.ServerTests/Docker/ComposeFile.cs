using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Skyvern.Server.ServerTests.Docker;

/// <summary>docker-compose.yml and docker/.env.example, as a reader that follows anchors and merges sees them.</summary>
internal static partial class ComposeFile
{
    /// <summary>The services, by name; what <c>&lt;&lt;</c> brings in is laid under what stands there.</summary>
    public static IReadOnlyDictionary<string, YamlMappingNode> Services { get; } =
        Map(Root()["services"]).ToDictionary(service => service.Key, service => (YamlMappingNode)service.Value);

    public static IReadOnlyList<string> Volumes { get; } = [.. Map(Root()["volumes"]).Select(volume => volume.Key)];

    /// <summary>The lines of the example that set a variable.</summary>
    public static IReadOnlyDictionary<string, string> Example { get; } = Repository.Read("docker", ".env.example").Split('\n')
        .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
        .ToDictionary(line => line.Split('=', 2)[0], line => line.Split('=', 2)[1]);

    public static string Text { get; } = Repository.Read("docker-compose.yml");

    /// <summary>The entries of a map, merged.</summary>
    public static IEnumerable<KeyValuePair<string, YamlNode>> Map(YamlNode node)
    {
        var own = ((YamlMappingNode)node).Children.ToDictionary(entry => entry.Key.ToString(), entry => entry.Value);
        return own.Remove("<<", out var merged) ? own.Concat(Map(merged).Where(entry => !own.ContainsKey(entry.Key))) : own;
    }

    /// <summary>An entry of a service; null when it has none.</summary>
    public static YamlNode? Of(YamlMappingNode service, string name) => Map(service).FirstOrDefault(entry => entry.Key == name).Value;

    public static IReadOnlyList<string> List(YamlMappingNode service, string name) =>
        Of(service, name) is YamlSequenceNode list ? [.. list.Select(entry => entry.ToString())] : [];

    /// <summary>What a service's <c>environment</c> sets, with variables filled in.</summary>
    /// <param name="service">The service.</param>
    /// <param name="variables">What the file of the environment holds; null: the example.</param>
    public static IReadOnlyDictionary<string, string> Environment(YamlMappingNode service, IReadOnlyDictionary<string, string>? variables = null) =>
        Map(Of(service, "environment")!).ToDictionary(entry => entry.Key, entry => FillIn(entry.Value.ToString(), variables));

    /// <summary>A text with its variables filled in as compose does it: with the default behind <c>:-</c> where one is not set or empty.</summary>
    public static string FillIn(string text, IReadOnlyDictionary<string, string>? variables = null) => Variable().Replace(
        text,
        variable => (variables ?? Example).GetValueOrDefault(variable.Groups["name"].Value) is { Length: > 0 } value ? value : variable.Groups["default"].Value);

    private static YamlMappingNode Root()
    {
        var yaml = new YamlStream();
        yaml.Load(new Parser(new StringReader(Repository.Read("docker-compose.yml"))));
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    [GeneratedRegex(@"\$\{(?<name>\w+)(?::-(?<default>[^}]*)|:\?[^}]*)?\}")]
    private static partial Regex Variable();
}
