using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the <c>Idempotency-Key</c> header.</summary>
internal static class IdempotencyKeyReader
{
    public const string Header = "Idempotency-Key";

    /// <summary>What is said when a key comes with another body than before.</summary>
    public const string Reused = $"The {Header} was used with another body.";

    private const int Longest = 255;

    /// <summary>The key's text; null when the header is missing or not valid.</summary>
    public static string? Read(IHeaderDictionary headers, RequestFaults faults)
    {
        if (!headers.TryGetValue(Header, out var sent))
        {
            return null;
        }

        var text = sent.ToString();
        if (text.Length is 0 or > Longest || text.Any(letter => letter is < '!' or > '~'))
        {
            var input = JsonSerializer.SerializeToElement(text, WireJson.Options);
            faults.Add("value_error", $"Must be 1 to {Longest} visible ASCII characters", input, ["header", Header]);
            return null;
        }

        return text;
    }

    /// <summary>The key with the hash of what was asked for.</summary>
    public static IdempotencyKey? With(string? key, TaskRequest request) => key is null ? null : new(key, CanonicalJson.Hash(request));
}
