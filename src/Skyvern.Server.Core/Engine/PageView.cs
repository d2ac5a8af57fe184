using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine.Grounding;
using Skyvern.Server.Core.Engine.Protection;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// The page as the engine sees it. Observations made between the actions of a batch are not shown to the planner, so their notes
/// (dialogs, downloads) are kept for the next one that is.
/// </summary>
internal sealed class PageView(RunBrowser browser, RunSites sites, SeenText seen)
{
    private readonly List<string> _notes = [];
    private Observation? _afterBatch;

    /// <summary>What was seen last; null before the first look.</summary>
    public Observation? Last { get; private set; }

    /// <summary>What a planner shall see now: the state after the last batch, if nothing happened since.</summary>
    public async Task<Observation> ForPlannerAsync(CancellationToken cancellationToken)
    {
        var page = _afterBatch ?? await LookAsync(cancellationToken);
        _afterBatch = null;
        var shown = page with { Notes = [.. _notes] };
        _notes.Clear();
        return shown;
    }

    /// <summary>Looks at the page in between; what it notes is kept for the planner.</summary>
    public async Task<Observation> LookAsync(CancellationToken cancellationToken)
    {
        var page = await Spans.AroundAsync("observe", () => browser.Session.ObserveAsync(cancellationToken));
        sites.See(page);
        _notes.AddRange(page.Notes);
        seen.Add(page);
        return Last = page;
    }

    /// <summary>Looks at the page after a batch, and keeps that for the next step.</summary>
    public async Task<Observation> LookAfterBatchAsync(CancellationToken cancellationToken) =>
        _afterBatch = await LookAsync(cancellationToken);

    /// <summary>Something may have changed: the next step looks anew.</summary>
    public void Forget() => _afterBatch = null;
}
