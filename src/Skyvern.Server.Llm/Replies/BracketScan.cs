namespace Skyvern.Server.Llm.Replies;

/// <summary>Finds where an object or list of correct JSON ends.</summary>
internal static class BracketScan
{
    /// <summary>The position after the bracket that closes the one at start; null when it is never closed.</summary>
    public static int? End(string text, int start)
    {
        var depth = 0;
        var inString = false;
        for (var at = start; at < text.Length; at++)
        {
            var character = text[at];
            if (inString)
            {
                at += character == '\\' ? 1 : 0;
                inString = character != '"';
            }
            else if (character == '"')
            {
                inString = true;
            }
            else if (character is '{' or '[')
            {
                depth++;
            }
            else if (character is '}' or ']' && --depth == 0)
            {
                return at + 1;
            }
        }

        return null;
    }
}
