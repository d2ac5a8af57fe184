using System.Text;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Llm.Planning;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>Cuts a page's text into parts that a model can take, between lines.</summary>
internal static partial class PageParts
{
    /// <summary>Tokens of one part.</summary>
    public const int MostTokens = 8000;

    /// <summary>The parts. Link targets are written link:7 rather than #7, so that they cannot be mistaken for numbers of the page.</summary>
    public static IReadOnlyList<string> Of(PageContent page, int mostTokens = MostTokens)
    {
        var most = TokenEstimate.Characters(mostTokens);
        var parts = new List<string>();
        var part = new StringBuilder();
        foreach (var whole in Target().Replace(page.Markdown, "](link:$1)").Split('\n'))
        {
            foreach (var line in whole.Chunk(most).Select(piece => new string(piece)).DefaultIfEmpty(""))
            {
                if (part.Length > 0 && part.Length + line.Length + 1 > most)
                {
                    parts.Add(part.ToString());
                    part.Clear();
                }

                part.Append(line).Append('\n');
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    [GeneratedRegex(@"\]\(#(\d+)\)")]
    private static partial Regex Target();
}
