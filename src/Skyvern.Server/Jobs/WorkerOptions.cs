using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Jobs;

/// <summary>How many runs are worked off at the same time.</summary>
internal sealed class WorkerOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Worker";

    /// <summary>How many runs of this process may hold a browser at the same time.</summary>
    /// <value>The default is 3.</value>
    [Range(1, 64)]
    public int MaxConcurrentRuns { get; set; } = 3;

    /// <summary>How many runs of one organization may run at the same time, over all processes; an organization may have its own number.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 1000)]
    public int MaxConcurrentRunsPerOrganization { get; set; } = 10;

    /// <summary>
    /// How many seconds a stop lets runs go on before it hands them back, to be started over elsewhere; it takes no new ones meanwhile. At
    /// most <c>Server__ShutdownSeconds</c> less 10, which are for handing back.
    /// </summary>
    /// <value>The default is 15; 0 hands them back at once.</value>
    [Range(0, 3600)]
    public int DrainSeconds { get; set; } = 15;
}
