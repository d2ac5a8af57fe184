using System.Globalization;
using System.Text;

namespace Skyvern.Server.Browser.Egress;

/// <summary>The first line and the headers of a request or an answer.</summary>
internal sealed class MessageHead
{
    /// <summary>Those that are about one connection, not about the message.</summary>
    private static readonly HashSet<string> HopByHop = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Proxy-Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Upgrade",
    };

    private readonly List<(string Name, string Value)> _headers = [];

    private MessageHead(string[] firstLine) => FirstLine = firstLine;

    /// <summary>Method, target, version; or version, status, reason.</summary>
    public string[] FirstLine { get; }

    /// <summary>The status code of an answer.</summary>
    public int Status => int.Parse(FirstLine[1], NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>Whether the body comes in chunks.</summary>
    public bool IsChunked { get; private init; }

    /// <summary>The body's length as stated; null when it is not.</summary>
    public long? Length { get; private init; }

    /// <summary>Whether the connection changes to another protocol.</summary>
    public bool IsUpgrade => Tokens("Connection").Contains("upgrade", StringComparer.OrdinalIgnoreCase) && Values("Upgrade").Any();

    /// <summary>Whether the sender goes on with another message after this one.</summary>
    public bool KeepsAlive =>
        FirstLine.Any(part => part == "HTTP/1.1") && !Tokens("Connection").Concat(Tokens("Proxy-Connection")).Contains("close", StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a head.</summary>
    /// <exception cref="WireException">It is not one that can be passed on safely.</exception>
    public static MessageHead Parse(string text)
    {
        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines.Length > 0 ? lines[0].Split(' ', 3) : [];
        if (first.Length < 2 || (first[0].StartsWith("HTTP/", StringComparison.Ordinal) && !IsStatus(first[1])))
        {
            throw new WireException("The first line is not one of HTTP.");
        }

        var headers = new List<(string Name, string Value)>();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 1 || char.IsWhiteSpace(line[0]) || char.IsWhiteSpace(line[colon - 1]) || line.AsSpan().ContainsAny('\r', '\n', '\0'))
            {
                throw new WireException("A header is malformed.");
            }

            headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        var codings = Of(headers, "Transfer-Encoding").SelectMany(Split).ToList();
        var lengths = Of(headers, "Content-Length").SelectMany(Split).Distinct().ToList();
        if (codings.Count > 1 || (codings.Count == 1 && !codings[0].Equals("chunked", StringComparison.OrdinalIgnoreCase)) || lengths.Count > 1)
        {
            throw new WireException("The length of the body is not clear.");
        }

        // Who states both may mean to smuggle a second message in: the chunks count, the length is dropped.
        long? length = codings.Count > 0 || lengths.Count == 0 ? null
            : long.TryParse(lengths[0], NumberStyles.None, CultureInfo.InvariantCulture, out var stated) ? stated
            : throw new WireException("The length of the body is not a number.");
        var head = new MessageHead(first) { IsChunked = codings.Count == 1, Length = length };
        head._headers.AddRange(head.IsChunked ? headers.Where(header => !Is(header, "Content-Length")) : headers);
        return head;
    }

    /// <summary>The head as it goes on: without what concerned the connection it came by.</summary>
    public byte[] ToBytes(string firstLine, bool keepUpgrade, params IEnumerable<(string Name, string Value)> more)
    {
        var dropped = Tokens("Connection").Concat(HopByHop).Concat(more.Select(header => header.Name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // A sender may not take away what says where the message ends or whom it is for.
        dropped.ExceptWith(["Transfer-Encoding", "Content-Length"]);
        var text = new StringBuilder(firstLine).Append("\r\n");
        foreach (var (name, value) in _headers.Where(header => !dropped.Contains(header.Name)).Concat(more))
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (keepUpgrade)
        {
            text.Append("Connection: Upgrade\r\nUpgrade: ").AppendJoin(", ", Values("Upgrade")).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    private IEnumerable<string> Values(string name) => Of(_headers, name);

    private IEnumerable<string> Tokens(string name) => Values(name).SelectMany(Split);

    private static IEnumerable<string> Of(IEnumerable<(string Name, string Value)> headers, string name) =>
        headers.Where(header => Is(header, name)).Select(header => header.Value);

    private static string[] Split(string value) => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Is((string Name, string Value) header, string name) => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsStatus(string text) => text.Length == 3 && text.All(char.IsAsciiDigit);
}
