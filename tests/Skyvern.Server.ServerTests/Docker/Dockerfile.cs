using System.Text.RegularExpressions;

namespace Skyvern.Server.ServerTests.Docker;

/// <summary>docker/Dockerfile as a list of instructions.</summary>
internal static partial class Dockerfile
{
    /// <summary>All instructions with their arguments, continued lines put together, comments left out.</summary>
    public static IReadOnlyList<(string Word, string Arguments)> Instructions { get; } =
    [
        .. Continued().Replace(Repository.Read("docker", "Dockerfile"), " ").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts[1].Trim())),
    ];

    /// <summary>Those of the last stage, which becomes the image.</summary>
    public static IReadOnlyList<(string Word, string Arguments)> Image { get; } =
        [.. Instructions.Skip(Instructions.ToList().FindLastIndex(instruction => instruction.Word == "FROM"))];

    /// <summary>What the image sets.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = Image.Where(instruction => instruction.Word == "ENV")
        .SelectMany(instruction => instruction.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(pair => pair.Split('=', 2)[0], pair => pair.Split('=', 2)[1]);

    /// <summary>The port that it says it offers.</summary>
    public static string Port { get; } = Image.Single(instruction => instruction.Word == "EXPOSE").Arguments;

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex Continued();
}
