using System.Text;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>
/// A prompt in which every quotation, address and JSON object is one character of the private use area (an atom), so that no rule of the grammar
/// can look into it or cut it.
/// </summary>
internal sealed partial class PromptText
{
    private const char First = '\uE100';
    private const char Last = '\uF8FF';

    /// <summary>Pattern of one atom.</summary>
    public const string Atom = "[\uE100-\uF8FF]";

    private readonly List<(AtomKind Kind, string Raw, string Value)> _atoms = [];

    private PromptText()
    {
    }

    /// <summary>The text with atoms.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Reads a prompt.</summary>
    public static PromptText Read(string prompt)
    {
        var read = new PromptText();
        var text = Straight().Replace(PrivateUse().Replace(prompt, ""), match => "\"");
        text = Apostrophe().Replace(text, "'");
        text = read.KeepJson(text);
        text = Quotation().Replace(text, match => read.Keep(AtomKind.Quote, match.Value, match.Groups["q"].Value));
        text = Address().Replace(text, match =>
        {
            var address = match.Value.TrimEnd('.', ',', ';', ':', '!', '?', ')', '"', '\'');
            return read.Keep(AtomKind.Address, address, address) + match.Value[address.Length..];
        });
        read.Text = Mail().Replace(text, match => read.Keep(AtomKind.Mail, match.Value, match.Value)).Trim();
        return read;
    }

    /// <summary>A part of the text as the prompt had it.</summary>
    public string Raw(string part) => Restore(part, atom => atom.Raw);

    /// <summary>A part of the text as a value: quotations without their quotes.</summary>
    public string Value(string part) => Restore(part.Trim(), atom => atom.Value).Trim();

    /// <summary>The kind of the part when it is one atom.</summary>
    public AtomKind? KindOf(string part) => part.Trim() is [var c] && IsAtom(c) ? _atoms[c - First].Kind : null;

    /// <summary>Whether the part has an atom.</summary>
    public static bool HasAtom(string part) => part.Any(IsAtom);

    private static bool IsAtom(char c) => c is >= First and <= Last;

    private string Restore(string part, Func<(AtomKind Kind, string Raw, string Value), string> show)
    {
        var text = new StringBuilder(part.Length);
        foreach (var c in part)
        {
            // What an atom holds may itself have atoms: an address in a quotation was kept first.
            text.Append(IsAtom(c) && c - First < _atoms.Count ? Restore(show(_atoms[c - First]), show) : c);
        }

        return text.ToString();
    }

    private string Keep(AtomKind kind, string raw, string value)
    {
        if (_atoms.Count > Last - First)
        {
            return raw;
        }

        _atoms.Add((kind, raw, value));
        return ((char)(First + _atoms.Count - 1)).ToString();
    }

    private string KeepJson(string text)
    {
        var start = text.IndexOf('{', StringComparison.Ordinal);
        if (start < 0 || JsonEnd(text, start) is not { } end)
        {
            return text;
        }

        var json = text[start..end];
        return text[..start] + Keep(AtomKind.Json, json, json) + KeepJson(text[end..]);
    }

    private static int? JsonEnd(string text, int start)
    {
        var (depth, quoted) = (0, false);
        for (var i = start; i < text.Length; i++)
        {
            quoted ^= text[i] == '"' && text[i - 1] != '\\';
            depth += quoted ? 0 : text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return null;
    }

    [GeneratedRegex("[\uE000-\uF8FF]")]
    private static partial Regex PrivateUse();

    [GeneratedRegex("[“”„«»‟]|``|''")]
    private static partial Regex Straight();

    [GeneratedRegex("[‘’‚‛`]")]
    private static partial Regex Apostrophe();

    [GeneratedRegex("\"(?<q>[^\"\\r\\n]*)\"|(?<![\\p{L}\\d])'(?<q>[^'\\r\\n]+(?:'\\p{L}[^'\\r\\n]*)?)'(?!\\p{L})")]
    private static partial Regex Quotation();

    [GeneratedRegex(@"https?://[^\s<>]+|(?<![\w@./-])(?:(?:[a-z0-9-]+\.)+(?:com|org|net|io|de|eu|dev|app|at|ch|fr|uk|info|gov|edu|example|test|shop|co|us|ca|nl|it|es)|localhost|\d{1,3}(?:\.\d{1,3}){3})(?![\w@-])(?::\d+)?(?:[/?#][^\s<>]*)?|(?<!\S)/[a-z][^\s<>,]*", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex Mail();
}

/// <summary>What an atom is.</summary>
internal enum AtomKind
{
    /// <summary>Words in quotes.</summary>
    Quote,

    /// <summary>A web address.</summary>
    Address,

    /// <summary>An e-mail address.</summary>
    Mail,

    /// <summary>A JSON object.</summary>
    Json,
}
