using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Http;

namespace Skyvern.Server.Storage;

/// <summary>Makes and checks the signed, expiring addresses of artifacts.</summary>
internal sealed class ArtifactLinks(SigningKeys keys, ServerAddress address, TimeProvider time)
{
    /// <summary>How long links in a webhook's body are valid: its repeats go on for a day.</summary>
    public static readonly TimeSpan WebhookLifetime = TimeSpan.FromHours(49);

    private static readonly TimeSpan UsualLifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan PictureLifetime = TimeSpan.FromHours(1);

    /// <summary>A link that is valid as long as its kind usually is.</summary>
    public string To(Artifact artifact) => To(artifact, IsPicture(artifact.Type) ? PictureLifetime : UsualLifetime);

    /// <summary>A link that is valid for the given time.</summary>
    public string To(Artifact artifact, TimeSpan lifetime)
    {
        var path = PathOf(artifact.Id);
        return $"{address.Api}{path}?{keys.Query(path, (time.GetUtcNow() + lifetime).ToUnixTimeSeconds())}";
    }

    /// <summary>The time a link has left; null when its signature is wrong or it has expired.</summary>
    public TimeSpan? Check(string artifactId, string expiry, string kid, string signature) =>
        keys.Check(PathOf(artifactId), expiry, kid, signature, time.GetUtcNow());

    private static string PathOf(string artifactId) => $"/v1/artifacts/{artifactId}/content";

    private static bool IsPicture(string type) =>
        type.StartsWith("screenshot", StringComparison.Ordinal) || type == ArtifactTypes.Recording;
}
