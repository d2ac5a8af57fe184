using System.Text.RegularExpressions;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>Tells requests for all that a page lists from requests for some of it, which rules cannot pick out.</summary>
internal static partial class WholePageRequest
{
    /// <summary>Whether nothing in the words narrows down what is wanted.</summary>
    public static bool Is(string what) => !Narrowing().IsMatch(what);

    [GeneratedRegex(
        @"\d|\b(only|just|first|last|top|best|worst|most|least|cheap\w*|expensive|low\w*|high\w*|large\w*|small\w*|new\w*|old\w*|latest|recent|between|under|over|above|below|less|more|than|before|after|since|until|where|which|whose|with|without|except|containing|matching|named|called|for)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Narrowing();
}
