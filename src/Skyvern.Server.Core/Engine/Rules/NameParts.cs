using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Splits a whole name over the fields for first and last name, where a form has only these.</summary>
internal static class NameParts
{
    /// <summary>The two values, or null when the pair is no whole name or the form asks for it otherwise.</summary>
    public static IReadOnlyList<FieldValue>? Of(FieldPair pair, IReadOnlyList<PageElement> fields)
    {
        var words = pair.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !(Wording.Normalize(pair.Key) is "name" || FieldSynonyms.AreSame(Wording.Normalize(pair.Key), "full name"))
            || fields.Any(field => NameScore.OfField(pair.Key, field) >= NameScore.Same))
        {
            return null;
        }

        return Best(fields, "first name") is { } first && Best(fields, "last name") is { } last && first != last
            ? [new FieldValue(first.Ref, string.Join(' ', words[..^1])), new FieldValue(last.Ref, words[^1])]
            : null;
    }

    private static PageElement? Best(IReadOnlyList<PageElement> fields, string name) =>
        fields.Where(field => NameScore.OfField(name, field) >= NameScore.Same).ToList() is [var only] ? only : null;
}
