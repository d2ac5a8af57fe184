using Microsoft.Extensions.Options;
using Skyvern.Server.Core;

namespace Skyvern.Server.Health;

/// <summary>How much room the disk of the data folder has.</summary>
internal sealed class DataSpace(IOptions<DataOptions> options)
{
    private const int UnhealthyShare = 10;

    /// <summary>Free space, in megabytes.</summary>
    public long FreeMegabytes => new DriveInfo(options.Value.Under()).AvailableFreeSpace / 1_000_000;

    /// <summary>Whether a person should make room.</summary>
    public bool IsLow(long free) => free < options.Value.LowSpaceMegabytes;

    /// <summary>Whether the next runs may not fit any more.</summary>
    public bool IsOut(long free) => free < options.Value.LowSpaceMegabytes / UnhealthyShare;
}
