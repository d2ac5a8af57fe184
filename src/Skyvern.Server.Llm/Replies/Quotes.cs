namespace Skyvern.Server.Llm.Replies;

/// <summary>Where a string ends in JSON that may use any quotation marks.</summary>
internal static class Quotes
{
    private const string Double = "\"\u201C\u201D\u201E\u201F\u00AB\u00BB";
    private const string Single = "'\u2018\u2019\u201A\u201B`";

    /// <summary>Whether a string may start with it.</summary>
    public static bool IsQuote(char character) => Double.Contains(character) || Single.Contains(character);

    /// <summary>
    /// Whether the quote at a position ends the string opened by another: it is of the same family, and what follows can only follow
    /// a string. So the apostrophe in 'don't' and bare quotes within a text stay part of it.
    /// </summary>
    public static bool Closes(string text, int at, char open)
    {
        var family = Double.Contains(open) ? Double : Single;
        if (!family.Contains(text[at]))
        {
            return false;
        }

        var next = at + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        if (next >= text.Length || text[next] is ':' or '}' or ']')
        {
            return true;
        }

        if (text[next] != ',')
        {
            // A missing comma: the next member starts on a line of its own.
            return IsQuote(text[next]) && text.AsSpan(at, next - at).Contains('\n') || text[next] == '/' && next + 1 < text.Length && text[next + 1] == '/';
        }

        next++;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
        {
            next++;
        }

        return next >= text.Length || IsQuote(text[next]) || text[next] is '{' or '[' or '}' or ']' || char.IsLetterOrDigit(text[next]) && IsBareKey(text, next);
    }

    private static bool IsBareKey(string text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_'))
        {
            at++;
        }

        return at < text.Length && text[at] is ':' or '}' or ']' or ',';
    }
}
