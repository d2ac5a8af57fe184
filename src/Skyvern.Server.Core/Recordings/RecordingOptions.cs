using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Core.Recordings;

/// <summary>The videos of runs.</summary>
public sealed class RecordingOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Recording";

    /// <summary>Whether runs are recorded.</summary>
    /// <value>The default is true.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Path or name of ffmpeg, which makes the videos.</summary>
    /// <value>Empty: <c>ffmpeg</c>, wherever it is installed.</value>
    public string FfmpegPath { get; set; } = "";

    /// <summary>Most pictures a second; a page that does not change costs none, one that never stands still is filmed half as often.</summary>
    /// <value>The default is 4.</value>
    [Range(1, 15)]
    public int FramesPerSecond { get; set; } = 4;

    /// <summary>A recording ends when it has lasted so long; the run goes on without.</summary>
    /// <value>The default is 120.</value>
    [Range(1, 1440)]
    public int MaxMinutes { get; set; } = 120;

    /// <summary>A recording ends when it has grown so large; the run goes on without.</summary>
    /// <value>The default is 200.</value>
    [Range(1, 10_000)]
    public int MaxMegabytes { get; set; } = 200;
}
