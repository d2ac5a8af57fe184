using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>The sites of a run: those that the caller chose, those that pages led to, and the addresses that pages showed.</summary>
internal sealed class RunSites
{
    private readonly List<SiteName> _chosen;
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
    private SiteName? _startedAt;

    /// <summary>The sites of a request whose prompt has no secrets any more.</summary>
    /// <param name="request">The request.</param>
    /// <param name="notPlaces">Addresses of the prompt that are no places to go to, such as files to upload.</param>
    public RunSites(TaskRequest request, IReadOnlyCollection<string> notPlaces)
    {
        string?[] addresses = [request.Url, .. StartAddress.Named(request.Prompt).Where(address => !notPlaces.Contains(address))];
        _chosen = [.. addresses.Select(SiteName.Of).OfType<SiteName>().Distinct()];
        HasStart = StartAddress.Of(request) is not null;
    }

    /// <summary>Where secrets of the prompt may be typed: the sites that the caller named, never those that a page led to.</summary>
    public IReadOnlyList<SiteName> Chosen => _chosen;

    /// <summary>Where stored credentials may be offered: the chosen sites, and the one that the start address itself led to.</summary>
    public IEnumerable<SiteName> Starts => _startedAt is { } site ? [.. _chosen, site] : _chosen;

    /// <summary>Whether the request says where to begin.</summary>
    public bool HasStart { get; }

    /// <summary>Whether the planner has to choose the first site: nothing of any page can have told it which.</summary>
    public bool AwaitsFirst => !HasStart && _chosen.Count == 0 && _reached.Count == 0;

    /// <summary>The planner chose the first site.</summary>
    public void Choose(SiteName site) => _chosen.Add(site);

    /// <summary>The start address was opened, and led here: to a log-in of another site, say.</summary>
    public void StartAt(string address) => _startedAt = SiteName.Of(address);

    /// <summary>A page was seen.</summary>
    public void See(Observation page)
    {
        if (SiteName.Of(page.Url) is { } site)
        {
            _reached.Add(site.Name);
        }

        foreach (var address in page.Elements.Select(element => element.Href).OfType<string>())
        {
            _shown.Add(WithoutFragment(address));
        }
    }

    /// <summary>Whether the run may go there by itself.</summary>
    public bool Allows(Uri address) =>
        SiteName.Of(address) is { } site
        && (_chosen.Any(chosen => chosen.Holds(site)) || _reached.Contains(site.Name) || _shown.Contains(WithoutFragment(address.AbsoluteUri)));

    private static string WithoutFragment(string address) => address.Split('#', 2)[0];
}
