using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Core.Live;

/// <summary>Watching browsers and taking them over.</summary>
public sealed class LiveOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Live";

    /// <summary>Whether people may take over mouse and keyboard of a browser.</summary>
    /// <value>The default is true.</value>
    public bool Intervention { get; set; } = true;

    /// <summary>After how many seconds without any input control goes back to the run.</summary>
    /// <value>The default is 300.</value>
    [Range(5, 86_400)]
    public int ControlIdleSeconds { get; set; } = 300;

    /// <summary>Most frames that a viewer gets in a second.</summary>
    /// <value>The default is 15.</value>
    [Range(1, 30)]
    public int FramesPerSecond { get; set; } = 15;

    /// <summary>A lease on a browser's mouse and keyboard, as these settings want it.</summary>
    public ControlLease NewControl(TimeProvider time) => new(TimeSpan.FromSeconds(ControlIdleSeconds), time);
}
