using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Grounding;

/// <summary>Holds an output against what its run has seen: every text, number, date and address must occur there, or follow from it, or stem from the goal.</summary>
/// <param name="seen">What the run has seen.</param>
/// <param name="goal">What the goal says.</param>
/// <param name="choices">Words that the schema itself offers: choosing one is a judgement, not a quotation.</param>
internal sealed partial class GroundingCheck(SeenText seen, SeenText goal, IReadOnlySet<string> choices)
{
    private const int MostNamed = 50;
    private const int ProseWords = 6;

    /// <summary>Where the output has values that stem from nowhere, as paths like <c>items[2].price</c>.</summary>
    public IReadOnlyList<string> Unverified(JsonNode? output)
    {
        seen.Computed.Add(output, seen.HasNumber);
        return [.. Walk(output, "").Take(MostNamed)];
    }

    private IEnumerable<string> Walk(JsonNode? node, string path) => node switch
    {
        JsonObject record => record.SelectMany(field => Walk(field.Value, path.Length == 0 ? field.Key : $"{path}.{field.Key}")),
        JsonArray list => list.SelectMany((item, index) => Walk(item, $"{path}[{index}]")),
        JsonValue value when !IsGrounded(value) => [path.Length == 0 ? "output" : path],
        _ => [],
    };

    private bool IsGrounded(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.Number => IsNumber(value.ToJsonString()),
        JsonValueKind.String => IsGrounded(value.GetValue<string>()),
        _ => true,
    };

    private bool IsGrounded(string text) =>
        PlainText.Of(text).Length == 0
        || choices.Contains(text)
        || IsFact(text)
        || IsPutTogether(text)
        || IsRetold(text);

    private bool IsFact(string text) =>
        (Any(source => source.HasText(text)) && !IsBareNumber(text))
        || IsNumber(text)
        || (Uri.TryCreate(text, UriKind.Absolute, out _) && Any(source => source.HasAddress(text)))
        || (text.Length <= 40 && DateReader.Find(text).Any(day => Any(source => source.HasDay(day))))
        || (text.All(c => !char.IsLetter(c)) && string.Concat(text.Where(char.IsAsciiDigit)) is { Length: >= 5 } digits && Any(source => source.HasDigits(digits)));

    /// <summary>A few digits stand in every date and every address: as a number they have to stand alone.</summary>
    private static bool IsBareNumber(string text) => text.Length <= 4 && text.All(char.IsAsciiDigit);

    private bool IsNumber(string text) =>
        (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || NumberText.TryParse(text, out number)
            || (NumberText.TryFind(text, out number) && PlainText.Words(text).Where(word => !char.IsAsciiDigit(word[0])).All(word => Any(source => source.HasWord(word)))))
        && Any(source => source.HasNumber(number / 1.0000000000000000000000000000m));

    /// <summary>Parts with a mark between them, or a name of a few words, may come from different places.</summary>
    private bool IsPutTogether(string text)
    {
        var parts = Separators().Split(text).Where(part => PlainText.Of(part).Length > 0).ToList();
        if (parts.Count > 1)
        {
            return parts.All(part => choices.Contains(part) || IsFact(part));
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length is 2 or 3 or 4 && words.All(word => char.IsUpper(word[0]) && Any(source => source.HasText(word)));
    }

    /// <summary>A sentence in words of its own: all it states must be there, and most of its words.</summary>
    private bool IsRetold(string text)
    {
        var words = PlainText.Words(text);
        if (words.Length < ProseWords)
        {
            return false;
        }

        var contents = words.Where(word => word.Length >= 4 && !word.All(char.IsAsciiDigit)).ToList();
        return contents.Count > 0
            && contents.Count(word => Any(source => source.HasWord(word))) >= contents.Count * 0.7
            && Stated().Matches(text).All(match => IsFact(match.Value.Trim('"', '“', '”', '„', '.', ',')));
    }

    private bool Any(Func<SeenText, bool> has) => has(seen) || has(goal);

    [GeneratedRegex(@"[,;|/•·\n]+|\s[-–—:]\s|[()]")]
    private static partial Regex Separators();

    /// <summary>Numbers, addresses, quotations and names within a sentence.</summary>
    [GeneratedRegex(@"https?://\S+|[^\s@]+@[^\s@]+|[""“„][^""“”„]+[""”“]|[€$£]?\d[\d.,:/-]*|(?<=[\p{Ll}\d,] )\p{Lu}[\p{L}\d-]+(?: \p{Lu}[\p{L}\d-]+)*")]
    private static partial Regex Stated();
}
