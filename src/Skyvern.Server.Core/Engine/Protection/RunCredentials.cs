using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>
/// The stored log-ins that a run may use: those of the sites that the caller chose or that the start address led to, and those that the
/// goal names. A site that a page only linked to brings no log-in into play.
/// </summary>
internal sealed class RunCredentials(IReadOnlyList<LogIn> all, RunSites sites, string goal)
{
    /// <summary>Names for the planner.</summary>
    public IReadOnlyList<string> Names => [.. all.Where(MayUse).Select(logIn => logIn.Name)];

    /// <summary>A log-in that the run may use.</summary>
    public LogIn? Find(string name) => all.FirstOrDefault(logIn => logIn.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase) && MayUse(logIn));

    /// <summary>The authenticator secret for the site that a page belongs to; null when the run has none for it, or more than one.</summary>
    public string? FindTotpSecret(string address) =>
        all.Where(logIn => logIn.TotpSecret is not null && MayUse(logIn) && Belongs(logIn, address)).Select(logIn => logIn.TotpSecret).Distinct().ToList() is [var only]
            ? only
            : null;

    /// <summary>The sites that a log-in belongs to.</summary>
    public static IReadOnlyList<SiteName> SitesOf(LogIn logIn) => [.. logIn.Origins.Select(SiteName.Of).OfType<SiteName>()];

    private static bool Belongs(LogIn logIn, string address) => SitesOf(logIn).Any(site => site.MayReceiveSecrets(SiteName.Of(address)));

    private bool MayUse(LogIn logIn) =>
        SitesOf(logIn).Any(own => sites.Starts.Any(own.Holds))
        || Regex.IsMatch(goal, $@"(?<![\p{{L}}\p{{N}}]){Regex.Escape(logIn.Name)}(?![\p{{L}}\p{{N}}])", RegexOptions.IgnoreCase);
}
