using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Core.Recordings;

/// <summary>Stores the rows of recordings. They show what an attempt did, whatever has become of the run since: no claim is asked for.</summary>
public interface IRecordingStore
{
    /// <summary>Adds one; false: its run is there no more.</summary>
    Task<bool> AddAsync(Artifact recording, CancellationToken cancellationToken);
}
