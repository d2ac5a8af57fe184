using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Core.Retention;

/// <summary>How long ended runs and what they left are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Retention";

    private const int Longest = 36500;

    /// <summary>Days after a run's end until its pictures, recordings, prompts and other texts are removed; 0: they are kept as long as the run.</summary>
    /// <value>The default is 30.</value>
    [Range(0, Longest)]
    public int ArtifactDays { get; set; } = 30;

    /// <summary>The same for files that the run or the browser session downloaded.</summary>
    /// <value>The default is 30.</value>
    [Range(0, Longest)]
    public int DownloadDays { get; set; } = 30;

    /// <summary>Days after its end until a run itself is removed, with its steps, events and all else that belongs to it; browser sessions too. 0: never.</summary>
    /// <value>The default is 0.</value>
    [Range(0, Longest)]
    public int RunDays { get; set; }
}
