using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Storage;

/// <summary>What a browser is told about an artifact's bytes.</summary>
internal static class ArtifactContentTypes
{
    private const string Html = "text/html; charset=utf-8";
    private const string Text = "text/plain; charset=utf-8";

    private static readonly string[] TextTypes =
        [ArtifactTypes.Prompt, ArtifactTypes.Observation, ArtifactTypes.ConsoleLog, "skyvern_log", "skyvern_log_raw"];

    public static string Of(Artifact artifact) => artifact.Type switch
    {
        ArtifactTypes.Download => "application/octet-stream",
        ArtifactTypes.Recording => HasExtension(artifact, ".webm") ? "video/webm" : "video/mp4",
        _ when artifact.Type.StartsWith("html", StringComparison.Ordinal) => Html,
        _ when artifact.Type.StartsWith("screenshot", StringComparison.Ordinal) => HasExtension(artifact, ".png") ? "image/png" : "image/jpeg",
        _ when TextTypes.Contains(artifact.Type) => Text,
        _ => "application/json",
    };

    private static bool HasExtension(Artifact artifact, string extension) =>
        artifact.StorageKey.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
