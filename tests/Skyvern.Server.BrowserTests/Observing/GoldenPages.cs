using System.Runtime.CompilerServices;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>Small pages in the folder Golden, each beside the lines that an observer is to make of it.</summary>
internal static class GoldenPages
{
    /// <summary>Where the pages lie in the sources: expected lines are rewritten there.</summary>
    public static string SourceFolder { get; } = Path.Combine(Path.GetDirectoryName(SourcePath())!, "Golden");

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Observing", "Golden");

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*.html").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static string Expected(string name) =>
        File.Exists(Path.Combine(Folder, name + ".txt")) ? File.ReadAllText(Path.Combine(Folder, name + ".txt")).ReplaceLineEndings("\n") : "";

    /// <summary>Puts a page and the frames it may hold on a site; {{other}} in them stands for the site's other host.</summary>
    public static string Serve(FixtureSite site, string name)
    {
        foreach (var part in Directory.EnumerateFiles(Path.Combine(Folder, "Parts"), "*.html"))
        {
            site.Page($"/Parts/{Path.GetFileName(part)}", Html(site, part));
        }

        return site.Page($"/{name}.html", Html(site, Path.Combine(Folder, name + ".html")));
    }

    private static string Html(FixtureSite site, string file) =>
        File.ReadAllText(file).Replace("{{other}}", site.OtherHostAddress().TrimEnd('/'), StringComparison.Ordinal);

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
