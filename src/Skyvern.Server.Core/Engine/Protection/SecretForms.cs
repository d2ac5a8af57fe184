using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>The ways in which a value shows up in texts: as it is, and as addresses, JSON, HTML and base64 write it.</summary>
internal static class SecretForms
{
    private const int ShortestCore = 8;

    /// <summary>All forms, without doubles.</summary>
    public static IEnumerable<string> Of(string value)
    {
        var escaped = Uri.EscapeDataString(value);
        string[] plain =
        [
            value,
            escaped,
            LowerCaseEscapes(escaped),
            Uri.EscapeDataString(escaped),
            WebUtility.UrlEncode(value),
            JsonEncodedText.Encode(value).ToString(),
            JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            WebUtility.HtmlEncode(value),
            value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal),
        ];
        return plain.Concat(Base64(value)).Distinct(StringComparer.Ordinal);
    }

    /// <summary>
    /// base64 of the value alone, and what a longer text with the value in it has for sure: its first and last characters depend on
    /// what stands around, at each of the three offsets.
    /// </summary>
    private static IEnumerable<string> Base64(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        var whole = Convert.ToBase64String(bytes);
        List<string> forms = [whole, whole.TrimEnd('=')];
        for (var offset = 0; offset < 3; offset++)
        {
            var text = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            var start = offset == 0 ? 0 : offset + 1;
            var end = (offset + bytes.Length) * 8 / 6;
            if (end - start >= ShortestCore)
            {
                forms.Add(text[start..end]);
            }
        }

        return [.. forms, .. forms.Select(form => form.Replace('+', '-').Replace('/', '_'))];
    }

    private static string LowerCaseEscapes(string escaped)
    {
        var text = new StringBuilder(escaped);
        for (var i = 0; i < text.Length - 2; i++)
        {
            if (text[i] == '%')
            {
                text[i + 1] = char.ToLowerInvariant(text[i + 1]);
                text[i + 2] = char.ToLowerInvariant(text[i + 2]);
            }
        }

        return text.ToString();
    }
}
