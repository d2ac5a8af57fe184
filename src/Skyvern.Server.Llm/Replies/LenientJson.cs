using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Llm.Replies;

/// <summary>
/// Reads JSON as models botch it: trailing or missing commas, single and smart quotes, bare keys, line breaks within strings, comments,
/// Python's words, and an end that is missing. Of a text that was cut, an unfinished scalar or list item is left out.
/// </summary>
internal sealed class LenientJson
{
    private const int Deepest = 32;

    private readonly string _text;
    private int _at;
    private int _depth;
    private bool _cut;

    private LenientJson(string text, int start)
    {
        _text = text;
        _at = start;
    }

    /// <summary>Reads the object or list that starts at a position; null when there is none to be made out.</summary>
    public static (JsonNode? Node, bool Cut) Read(string text, int start)
    {
        var reader = new LenientJson(text, start);
        return (reader.Value(), reader._cut);
    }

    private JsonNode? Value()
    {
        SkipBlanks();
        if (_at >= _text.Length)
        {
            _cut = true;
            return null;
        }

        return _text[_at] switch
        {
            '{' => Nested(ReadObject),
            '[' => Nested(ReadList),
            var quote when Quotes.IsQuote(quote) => ReadString() is { } text && !_cut ? text : null,
            _ => Word(),
        };
    }

    private JsonNode? Nested(Func<JsonNode> read)
    {
        if (++_depth > Deepest)
        {
            _at = _text.Length;
            _cut = true;
            return null;
        }

        _at++;
        var node = read();
        _depth--;
        return node;
    }

    private JsonObject ReadObject()
    {
        var result = new JsonObject();
        while (More('}'))
        {
            var key = Quotes.IsQuote(_text[_at]) ? ReadString() : BareKey();
            SkipBlanks();
            if (key.Length == 0 || _at >= _text.Length || _text[_at] is not (':' or '='))
            {
                _cut |= _at >= _text.Length;
                _at++;
                continue;
            }

            _at++;
            var value = Value();
            if (value is not null || !_cut)
            {
                result[key] = value;
            }
        }

        return result;
    }

    private JsonArray ReadList()
    {
        var result = new JsonArray();
        while (More(']'))
        {
            var start = _at;
            var value = Value();
            if (_cut)
            {
                break;
            }

            result.Add(value);
            _at = Math.Max(_at, start + 1);
        }

        return result;
    }

    // Moves to the next member; false at the end. A bracket of the other kind means that one's own was forgotten: the parent takes it.
    private bool More(char close)
    {
        SkipBlanks();
        while (_at < _text.Length && _text[_at] is ',' or ';')
        {
            _at++;
            SkipBlanks();
        }

        if (_at >= _text.Length)
        {
            _cut = true;
            return false;
        }

        if (_text[_at] is '}' or ']')
        {
            _at += _text[_at] == close || _depth == 1 ? 1 : 0;
            return false;
        }

        return true;
    }

    private string ReadString()
    {
        var open = _text[_at++];
        var value = new StringBuilder();
        while (_at < _text.Length)
        {
            var character = _text[_at++];
            if (character == '\\' && _at < _text.Length)
            {
                Escape(value);
            }
            else if (Quotes.Closes(_text, _at - 1, open))
            {
                return value.ToString();
            }
            else
            {
                value.Append(character);
            }
        }

        _cut = true;
        return value.ToString();
    }

    private void Escape(StringBuilder value)
    {
        var character = _text[_at++];
        if (character == 'u' && _at + 4 <= _text.Length && ushort.TryParse(_text.AsSpan(_at, 4), NumberStyles.HexNumber, null, out var code))
        {
            value.Append((char)code);
            _at += 4;
            return;
        }

        value.Append(character switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => character });
    }

    private string BareKey()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-'))
        {
            _at++;
        }

        return _text[start.._at];
    }

    private JsonNode? Word()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is not (',' or '}' or ']' or '\n' or ';'))
        {
            _at++;
        }

        _cut |= _at >= _text.Length;
        var word = _text[start.._at].Trim();
        return word.ToLowerInvariant() switch
        {
            "null" or "none" or "undefined" or "nan" or "" => null,
            "true" => true,
            "false" => false,
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => word,
        };
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\uFEFF')
            {
                _at++;
            }
            else if (_text.AsSpan(_at).StartsWith("//"))
            {
                _at = End(_text.IndexOf('\n', _at));
            }
            else if (_text.AsSpan(_at).StartsWith("/*"))
            {
                _at = End(_text.IndexOf("*/", _at, StringComparison.Ordinal) + 1) + 1;
            }
            else
            {
                return;
            }
        }
    }

    private int End(int index) => index <= 0 ? _text.Length : index;
}
