using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Finds the link of a file. Words that name one thing, such as a number, must be on the link, in its row or in its address.</summary>
internal static partial class DownloadFinder
{
    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal) { "file", "pdf", "document", "download", "attachment", "csv" };

    /// <summary>The link or button.</summary>
    public static Found Find(Observation page, Target target)
    {
        var clickable = page.Elements.Where(element => !element.IsField() && !element.Is("disabled") && (target.Within is null || Wording.HasPhrase(element.Context, target.Within))).ToList();
        var exact = clickable.Where(element => NameScore.Of(target.Name, element.Name) >= NameScore.Same || NameScore.Of($"download {target.Name}", element.Name) >= NameScore.Same).ToList();
        if (exact.Count > 0 && exact.Any(IsFile))
        {
            return Pick(exact, target);
        }

        var files = clickable.Where(IsFile).ToList();
        var (names, words) = Split(target.Name);
        var fitting = files.Where(element => names.All(name => Tells(element, name))).ToList();
        if (names.Count == 0 && words.Count > 0)
        {
            // Only common words: they need not be on the link, but where they are, they decide.
            var named = fitting.Where(element => words.All(word => Tells(element, word))).ToList();
            fitting = named.Count > 0 ? named : target.Pick == Clauses.Pick.Only && !words.All(Generic.Contains) && !words.Any(word => Wording.Terms(page.Title).Contains(word) || page.Lines.Any(line => Wording.Terms(line).Contains(word))) ? [] : fitting;
        }

        return fitting.Count > 0 ? Pick(fitting, target)
            : exact.Count > 0 ? Pick(exact, target)
            : Found.None(ElementFinder.Describe(files.Count > 0 ? files : clickable.Where(element => element.Role == "link")));
    }

    /// <summary>A link that leads to where such files are, e.g. "Invoices"; null when there is none or more than one.</summary>
    public static PageElement? Place(Observation page, Target target)
    {
        var (_, words) = Split(target.Name);
        return words.Where(word => !Generic.Contains(word)).Append("download")
            .Select(word => ElementFinder.One([.. page.Elements.Where(element => element.Role == "link" && !IsFile(element) && Wording.Terms(element.Name).Contains(word))]).Element)
            .FirstOrDefault(element => element is not null);
    }

    private static Found Pick(List<PageElement> elements, Target target)
    {
        if (target.Pick != Clauses.Pick.Only)
        {
            return Positions.Take(elements, target.Pick) is { } one ? new Found(one, []) : new Found(null, ElementFinder.Describe(elements)) { Ambiguous = true };
        }

        return ElementFinder.One(elements);
    }

    private static bool IsFile(PageElement element) =>
        Wording.HasAny(element.Name, "download", "herunterladen", "export", "pdf", "csv", "xlsx", "zip")
        || (element.Href is { } href && (FileAddress().IsMatch(href) || Wording.HasAny(href, "download")));

    private static bool Tells(PageElement element, string term) =>
        Wording.HasPhrase(element.Name, term) || Wording.HasPhrase(element.Context, term) || Wording.HasPhrase(element.Href ?? "", term)
        || Wording.Terms(element.Name).Contains(term) || Wording.Terms(element.Context).Contains(term);

    /// <summary>Words that name one thing (with a digit or a capital inside a sentence), and common words.</summary>
    private static (List<string> Names, List<string> Words) Split(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return ([.. parts.Where(part => part.Any(char.IsDigit))], [.. parts.Where(part => !part.Any(char.IsDigit)).SelectMany(Wording.Terms)]);
    }

    [GeneratedRegex(@"\.(?:pdf|csv|xlsx?|docx?|zip|txt|json|xml|png|jpe?g|odt|ods|pptx?|gz|ics|mp3|mp4)(?:[?#]|$)", RegexOptions.IgnoreCase)]
    private static partial Regex FileAddress();
}
