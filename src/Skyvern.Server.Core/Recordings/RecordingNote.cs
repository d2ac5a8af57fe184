namespace Skyvern.Server.Core.Recordings;

/// <summary>What has to be known of a recording to keep it, should its process die.</summary>
/// <param name="ArtifactId">The artifact that it becomes.</param>
/// <param name="OrganizationId">The tenant.</param>
/// <param name="RunId">The run.</param>
/// <param name="BrowserSessionId">The browser session that the run goes on in.</param>
/// <param name="StartedAt">When its first picture was shown.</param>
internal sealed record RecordingNote(string ArtifactId, string OrganizationId, string RunId, string? BrowserSessionId, DateTimeOffset StartedAt);
