using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>A place of a page that holds records of one kind.</summary>
/// <param name="Kind">What it is; the earlier in the list, the more it is trusted.</param>
/// <param name="Heading">Heading or caption; for structured data its type.</param>
/// <param name="Records">Fields of each record.</param>
internal sealed record RecordSource(SourceKind Kind, string Heading, IReadOnlyList<IReadOnlyList<PageField>> Records)
{
    /// <summary>Whether the record shows the words, in one field or over several.</summary>
    public static bool Shows(IReadOnlyList<PageField> record, string words) => Wording.HasPhrase(string.Join(' ', record.Select(field => field.Text)), words);
}

/// <summary>Kinds of sources, the most trusted first.</summary>
internal enum SourceKind
{
    /// <summary>JSON-LD or microdata.</summary>
    Structured,

    /// <summary>A table with headings.</summary>
    Table,

    /// <summary>Repeated cards.</summary>
    Cards,
}
