using System.Text;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Llm.Planning;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>Cuts a page's text into parts that a model can take, between lines. A part begins with the heading and column names it goes on from.</summary>
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
        var place = new Place(most / 8);
        foreach (var whole in Target().Replace(page.Markdown, "](link:$1)").Split('\n'))
        {
            foreach (var line in whole.Chunk(most).Select(piece => new string(piece)).DefaultIfEmpty(""))
            {
                if (part.Length > 0 && part.Length + line.Length + 1 > most)
                {
                    parts.Add(part.ToString());
                    part.Clear().Append(place.Before(line));
                }

                part.Append(line).Append('\n');
                place.Pass(line);
            }
        }

        parts.Add(part.ToString());
        return parts;
    }

    [GeneratedRegex(@"\]\(#(\d+)\)")]
    private static partial Regex Target();

    /// <summary>Where the text stands: under which heading, and in which table.</summary>
    private sealed class Place(int most)
    {
        private string _heading = "";
        private string _columns = "";
        private string _last = "";

        /// <summary>What a part has to begin with so that this line means what it means on the page.</summary>
        public string Before(string line)
        {
            var columns = IsRow(line) && !IsRule(line) ? _columns : "";
            return _heading.Length + columns.Length > most || line.StartsWith('#') ? "" : _heading + columns;
        }

        /// <summary>Goes past a line.</summary>
        public void Pass(string line)
        {
            if (line.StartsWith('#'))
            {
                _heading = line + "\n";
            }

            _columns = !IsRow(line) ? "" : IsRule(line) ? $"{_last}\n{line}\n" : _columns;
            _last = line;
        }

        private static bool IsRow(string line) => line.StartsWith('|');

        private static bool IsRule(string line) => IsRow(line) && line.Contains("---", StringComparison.Ordinal) && line.All(character => character is '|' or '-' or ':' or ' ');
    }
}
