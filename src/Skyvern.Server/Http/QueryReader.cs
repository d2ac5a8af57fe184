using System.Text.Json;
using Skyvern.Client.Json;

namespace Skyvern.Server.Http;

/// <summary>Reads query values and notes every fault; a repeated key is a list.</summary>
internal sealed class QueryReader(IQueryCollection query, RequestFaults faults)
{
    public int Integer(string name, int usual, int least, int most = int.MaxValue)
    {
        if (Text(name) is not { } text)
        {
            return usual;
        }

        if (!LenientScalar.TryInteger(text, out var number))
        {
            faults.NotInteger(Sent(text), "query", name);
            return usual;
        }

        if (number < least)
        {
            faults.TooSmall(Sent(text), least, "query", name);
        }
        else if (number > most)
        {
            faults.TooLarge(Sent(text), most, "query", name);
        }

        return number;
    }

    /// <summary>A place in a growing list, from 0.</summary>
    public long Position(string name)
    {
        if (Text(name) is not { } text)
        {
            return 0;
        }

        if (!long.TryParse(text, out var number) || number < 0)
        {
            faults.NotInteger(Sent(text), "query", name);
        }

        return number;
    }

    public bool Flag(string name)
    {
        if (Text(name) is not { } text)
        {
            return false;
        }

        if (text is "1" or "0")
        {
            return text == "1";
        }

        if (!bool.TryParse(text, out var flag))
        {
            faults.NotBoolean(Sent(text), "query", name);
        }

        return flag;
    }

    public string Word(string name, string usual, params IReadOnlyList<string> words)
    {
        var text = Text(name);
        if (text is not null && !words.Contains(text, StringComparer.Ordinal))
        {
            faults.NotInList(Sent(text), words, "query", name);
        }

        return text ?? usual;
    }

    public IReadOnlyList<string> Words(string name, IReadOnlyList<string> allowed)
    {
        var words = Texts(name);
        for (var index = 0; index < words.Count; index++)
        {
            if (!allowed.Contains(words[index], StringComparer.Ordinal))
            {
                faults.NotInList(Sent(words[index]), allowed, "query", name, index);
            }
        }

        return words;
    }

    public IReadOnlyList<string> Texts(string name) => [.. query[name].OfType<string>().Where(text => text.Length > 0)];

    public string? Text(string name, int least = 0, int most = int.MaxValue)
    {
        var text = query[name].LastOrDefault();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        if (text.Length < least)
        {
            faults.TooShort(Sent(text), least, "query", name);
        }
        else if (text.Length > most)
        {
            faults.TooLong(Sent(text), most, "query", name);
        }

        return text;
    }

    private static JsonElement Sent(string text) => JsonSerializer.SerializeToElement(text, WireJson.Options);
}
