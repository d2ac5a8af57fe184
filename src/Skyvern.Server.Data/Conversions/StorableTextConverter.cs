using System.Text;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Skyvern.Server.Data.Conversions;

/// <summary>
/// Texts come from pages and models: NUL and halves of a surrogate pair (a text cut inside an emoji) would make PostgreSQL refuse the row.
/// </summary>
internal sealed class StorableTextConverter() : ValueConverter<string, string>(text => Clean(text), text => text)
{
    /// <summary>The text without NUL, lone surrogates replaced; the same instance when there is nothing to do.</summary>
    public static string Clean(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            // The encoder replaces what is not a whole pair.
            text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        }

        return text.Replace("\0", "", StringComparison.Ordinal);
    }
}
