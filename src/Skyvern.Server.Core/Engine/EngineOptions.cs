using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Core.Engine;

/// <summary>Limits of a run.</summary>
public sealed class EngineOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Engine";

    /// <summary>Most steps of a run that names no limit and whose organization has none.</summary>
    /// <value>The default is 25.</value>
    [Range(1, 500)]
    public int MaxSteps { get; set; } = 25;

    /// <summary>The same for runs of <c>skyvern-1.0</c>.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 500)]
    public int MaxStepsForEngine1 { get; set; } = 10;

    /// <summary>How often a step that failed as a whole is repeated.</summary>
    /// <value>The default is 3.</value>
    [Range(0, 10)]
    public int MaxRetriesPerStep { get; set; } = 3;

    /// <summary>Longest time of a run in seconds, from its first start; a run over it ends as timed_out.</summary>
    /// <value>The default is 1800.</value>
    [Range(1, 86_400)]
    public int MaxSeconds { get; set; } = 1800;

    /// <summary>Most tokens of a run, prompts and replies together.</summary>
    /// <value>The default is 400000.</value>
    [Range(1_000, 100_000_000)]
    public int MaxTokens { get; set; } = 400_000;

    /// <summary>Most USD that a run may cost; null: no limit. Needs the model's price.</summary>
    /// <value>The default is null.</value>
    [Range(0.0001, 1_000_000)]
    public decimal? MaxCostUsd { get; set; }

    /// <summary>Prices by model name; a dated edition of a model has its price too. A model that is not listed has an unknown cost.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, ModelPrice> Prices { get; } = new Dictionary<string, ModelPrice>(StringComparer.OrdinalIgnoreCase);

    /// <summary>When a model checks a claim that the goal is reached.</summary>
    /// <value>The default is <see cref="VerifyMode.Auto"/>.</value>
    [EnumDataType(typeof(VerifyMode))]
    public VerifyMode Verify { get; set; } = VerifyMode.Auto;

    /// <summary>How long the end of a run waits for open downloads, in seconds.</summary>
    /// <value>The default is 120.</value>
    [Range(1, 3_600)]
    public int DownloadPatienceSeconds { get; set; } = 120;

    /// <summary>How long a run waits for a person to solve a captcha in its browser, in seconds; 0: not at all. There is no solver.</summary>
    /// <value>The default is 0.</value>
    [Range(0, 3_600)]
    public int CaptchaPatienceSeconds { get; set; }

    /// <summary>Largest file that a run fetches in order to upload it, in megabytes.</summary>
    /// <value>The default is 25.</value>
    [Range(1, 1_000)]
    public int MaxUploadMegabytes { get; set; } = 25;
}
