using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Core;

/// <summary>Where the server keeps what it must not lose.</summary>
public sealed class DataOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Data";

    /// <summary>Folder for the embedded database, artifacts, keys and browser profiles; made at start.</summary>
    /// <value>The default is <c>data</c>, relative to the working folder.</value>
    [Required]
    public string Path { get; set; } = "data";

    /// <summary>Free space of its disk, in megabytes, below which the server calls itself degraded; below a tenth of it unhealthy.</summary>
    /// <value>The default is 1000.</value>
    [Range(0, int.MaxValue)]
    public int LowSpaceMegabytes { get; set; } = 1000;

    /// <summary>A path under the data folder, absolute.</summary>
    public string Under(params IEnumerable<string> names) => System.IO.Path.GetFullPath(System.IO.Path.Combine([Path, .. names]));
}
