namespace Skyvern.Server.Pages.Runs;

/// <summary>The parts below a run's player, each with an address of its own.</summary>
public enum RunTab
{
    /// <summary>The data.</summary>
    Output,

    /// <summary>The pictures.</summary>
    Screenshots,

    /// <summary>The video.</summary>
    Recording,

    /// <summary>Files fetched and given.</summary>
    Files,

    /// <summary>What was asked for.</summary>
    Request,

    /// <summary>Who was told.</summary>
    Webhooks,

    /// <summary>What went wrong.</summary>
    Errors,
}

/// <summary>Words of tabs.</summary>
internal static class RunTabs
{
    /// <summary>The tab that an address names; else the one that tells most.</summary>
    internal static RunTab Named(string? word, RunFacts facts) =>
        Enum.TryParse<RunTab>(word, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab
        : facts.Run.FailureReason is not null ? RunTab.Errors
        : RunTab.Output;

    /// <summary>As addresses have it.</summary>
    internal static string Word(this RunTab tab) => tab.ToString().ToLowerInvariant();
}
