using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Verification;

/// <summary>
/// Finds the code in a message by rules. What is said of a word for "code" in so many words comes first, then what stands near one;
/// a message that leaves a choice says so.
/// </summary>
internal static partial class CodeText
{
    /// <summary>Reads a message, which is plain text.</summary>
    public static CodeReading Read(string message)
    {
        if (BoundToSite().Match(message) is { Success: true } bound)
        {
            return new CodeReading(Plain(bound.Groups["v"].Value), []);
        }

        var text = CodeNoise.Blank(message);
        foreach (var form in (Regex[])[SaidOfWord(), WordSaidOf(), AfterWord(), BeforeWord()])
        {
            var found = Distinct(form.Matches(text).Where(match => !IsYear(match.Groups["v"], form == SaidOfWord())));
            if (found.Count > 0)
            {
                return found is [var only] && !GoesOn(text, only) ? new CodeReading(Plain(only.Value), []) : Choice(text, found);
            }
        }

        var numbers = Distinct(Number().Matches(text).Where(match => !IsYear(match.Groups["v"], isNamed: false)));
        return numbers switch
        {
            [] => CodeReading.None,
            [var single] => new CodeReading(Plain(single.Value), []),
            _ => Choice(text, numbers),
        };
    }

    /// <summary>Whether the message speaks of a code at all.</summary>
    public static bool SpeaksOfCode(string message) => Word().IsMatch(CodeNoise.Blank(message));

    /// <summary>Several fit: the one that is clearly nearest to a word for "code", if there is one.</summary>
    private static CodeReading Choice(string text, List<Group> found)
    {
        const int Clearly = 15;
        var numbers = Distinct(found.Concat(Number().Matches(text).Select(match => match.Groups["v"])).Where(group => !IsYear(group, isNamed: false)));
        var words = Word().Matches(text);
        var ranked = numbers.Select(group => (Value: Plain(group.Value), Gap: words.Select(word => Gap(word, group)).DefaultIfEmpty(int.MaxValue).Min()))
            .OrderBy(entry => entry.Gap).ToList();
        var nearest = ranked switch
        {
            [var only] => only.Value,
            [{ Gap: < int.MaxValue } first, var second, ..] when second.Gap - first.Gap >= Clearly => first.Value,
            _ => null,
        };
        return new CodeReading(null, [.. ranked.Select(entry => entry.Value)], nearest);
    }

    private static List<Group> Distinct(IEnumerable<Match> matches) => Distinct(matches.Select(match => match.Groups["v"]));

    private static List<Group> Distinct(IEnumerable<Group> groups) => [.. groups.DistinctBy(group => Plain(group.Value))];

    private static int Gap(Match word, Group value) =>
        Math.Max(0, value.Index > word.Index ? value.Index - (word.Index + word.Length) : word.Index - (value.Index + value.Length));

    // "Codes: 482913 or 991827" leaves a choice.
    private static bool GoesOn(string text, Group value) => Another().IsMatch(text[(value.Index + value.Length)..]);

    private static bool IsYear(Group value, bool isNamed) => !isNamed && Year().IsMatch(value.Value);

    /// <summary>Digits are grouped for the eye only; in codes with letters the hyphen may count.</summary>
    private static string Plain(string value) => value.Any(char.IsAsciiLetter) ? value : string.Concat(value.Where(char.IsAsciiDigit));

    private const string CodeWord =
        @"(?:(?<!\p{L})(?:\p{L}*-?codes?|\p{L}*koder?n?|(?:\p{L}+-)?pin|(?:m|sms|push|chip|photo|i)?-?tan|t?otp|pass\s?code|(?:one[- ]time|single[- ]use|temporary|einmal|temporäres)[- ]?(?:password|passwort|kennwort|pin)|c[oó]digo|clave|codice|kodu?|koodi|kódj?a?|код\p{L}*|пароль|token|şifre\p{L}*|mã|κωδικός)(?!\p{L})|验证码|校验码|動態碼|驗證碼|認証コード|確認コード|認証番号|인증\s?번호|인증\s?코드|رمز|קוד)";

    private const string Digits = @"(?<![A-Za-z0-9_@/.,:+=&?-])(?:[A-Z]{1,2}-)?(?<v>\d{3}[ -]\d{3}|\d{4}[ -]\d{4}|\d{2}[ -]\d{2}[ -]\d{2}|\d{4,8})(?![A-Za-z0-9_@/%]|[.,:]\d|[ -]\d)";

    private const string Mixed = @"(?<![A-Za-z0-9_@/.-])(?<v>(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{4,10}|[A-Z0-9]{3,5}-[A-Z0-9]{3,5})(?![A-Za-z0-9_@/-])";

    private const string Letters = @"(?<![A-Za-z])(?<v>[A-Z]{5,8})(?![A-Za-z0-9_])";

    private const string Is = @"(?:\s*(?:\b(?:is|ist|lautet|est|es|è|jest|är|er|on|este|to)\b|هو|:|：|=|—|–|-|は|는|是|为|為|»|«|"")){0,3}\s*[\[(<""]?\s*";

    /// <summary>The last line of messages that browsers fill in by themselves: <c>@shop.example #482913</c>.</summary>
    [GeneratedRegex(@"^@[\w.-]+\.\w+\s+#(?<v>[A-Za-z0-9]{4,10})(?:\s|$)", RegexOptions.Multiline)]
    private static partial Regex BoundToSite();

    [GeneratedRegex($@"(?i:{CodeWord}){Is}(?:{Digits}|{Mixed})|(?i:{CodeWord})\s*[:：]\s*{Letters}|(?i:{CodeWord})[^\n\d]{{0,80}}\n\s*(?:{Digits}|{Mixed}|{Letters})[ \t]*\r?(?:\n|$)")]
    private static partial Regex SaidOfWord();

    [GeneratedRegex($@"(?:{Digits}|{Mixed})[\])>""]?\s*(?i:is|ist|est|es|è|jest|är|er|on|este|to|—|–|=|는|是|为|為|入)[^\d\n.!?]{{0,50}}?(?i:{CodeWord})")]
    private static partial Regex WordSaidOf();

    [GeneratedRegex($@"(?i:{CodeWord})[^\d\n.!?]{{0,60}}?{Digits}")]
    private static partial Regex AfterWord();

    [GeneratedRegex($@"{Digits}[^\d\n.!?]{{0,40}}?(?i:{CodeWord})")]
    private static partial Regex BeforeWord();

    [GeneratedRegex(CodeWord, RegexOptions.IgnoreCase)]
    private static partial Regex Word();

    [GeneratedRegex(Digits)]
    private static partial Regex Number();

    [GeneratedRegex($@"^\s*(?:,|/|or|oder|ou|o|and|und|y|e|или)\s*{Digits}", RegexOptions.IgnoreCase)]
    private static partial Regex Another();

    [GeneratedRegex(@"^(?:19|20)\d\d$")]
    private static partial Regex Year();
}

/// <summary>What rules found in a message.</summary>
/// <param name="Sure">The code, when the words leave no doubt.</param>
/// <param name="Candidates">Else those that may be it.</param>
/// <param name="Nearest">Of these the one that is clearly nearest to a word for "code".</param>
internal sealed record CodeReading(string? Sure, IReadOnlyList<string> Candidates, string? Nearest = null)
{
    /// <summary>Nothing looks like a code.</summary>
    public static readonly CodeReading None = new(null, []);
}
