namespace Skyvern.Server.Testing.Zoo;

/// <summary>Pages that are hard to act on, each with a goal and a text that shows that it was met: for tests of single actions and of whole tasks.</summary>
public static class ActionZoo
{
    /// <summary>A file that pages with an upload ask for.</summary>
    public const string FileName = "cv.pdf";

    /// <summary>The one-time code that pages ask for.</summary>
    public const string Code = "492817";

    /// <summary>All pages.</summary>
    public static IReadOnlyList<ZooPage> Pages { get; } =
        [.. MousePages.All, .. UploadPages.All, .. CodePages.All, .. WaitingPages.All];

    /// <summary>The page of a path.</summary>
    public static ZooPage Page(string path) => Pages.Single(page => page.Path == path);

    /// <summary>Puts all pages on a site, with what they ask of its server.</summary>
    public static void Install(FixtureSite site)
    {
        foreach (var page in Pages)
        {
            site.Page(page.Path, page.Html.Replace("{other}", site.OtherHostAddress(), StringComparison.Ordinal));
        }

        WaitingPages.InstallAnswers(site);
    }
}
