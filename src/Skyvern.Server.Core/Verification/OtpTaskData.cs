using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Verification;

/// <summary>A one-time code or authenticator secret that the task's own text gives.</summary>
/// <param name="Secret">The authenticator secret; null when none is given.</param>
/// <param name="Code">The code; null when none is given.</param>
/// <param name="Written">The same as the text has them, for hiding.</param>
internal sealed partial record OtpTaskData(TotpSecret? Secret, string? Code, IReadOnlyList<string> Written)
{
    private const string Mask = "***";

    /// <summary>Reads the text of a task.</summary>
    public static OtpTaskData Read(string text)
    {
        var secrets = Secrets(text);
        var codes = CodeGiven().Matches(CodeNoise.Blank(Cut(text, secrets))).Where(match => match.Groups["v"].Value.Any(char.IsAsciiDigit)).ToList();
        var secret = secrets.Select(written => TotpSecret.TryParse(written, out var parsed) ? parsed : null).FirstOrDefault(parsed => parsed is not null);
        var code = codes.Select(match => match.Groups["v"].Value).FirstOrDefault();
        return new OtpTaskData(
            secret,
            code is null ? null : string.Concat(code.Where(char.IsAsciiLetterOrDigit)),
            [.. secrets, .. codes.Select(match => match.Groups["v"].Value)]);
    }

    /// <summary>A text, such as the goal, without them.</summary>
    public string Hide(string text) => Written.Aggregate(text, (hidden, value) => hidden.Replace(value, Mask, StringComparison.Ordinal));

    /// <summary>The goal as rules read it: what gives a code or secret is no order, save "enter the code …".</summary>
    public static string GoalOf(string text)
    {
        var hidden = Read(text).Hide(text);
        hidden = Order().Replace(hidden, "enter the one-time code");
        return Statement().Replace(hidden, "; ");
    }

    private static List<string> Secrets(string text) =>
    [
        .. OtpAuth().Matches(text).Select(match => match.Value.TrimEnd('.', ',', ';', ')', '"', '\'')),
        .. SecretGiven().Matches(text).Select(match => match.Groups["v"].Value).Where(IsSecret),
    ];

    // A word of the sentence is no secret: short ones need a digit, long ones a digit or capitals.
    private static bool IsSecret(string value) =>
        value.Any(char.IsAsciiDigit) || (value.Count(char.IsAsciiLetter) >= 16 && value.All(letter => !char.IsAsciiLetterLower(letter)));

    private static string Cut(string text, IEnumerable<string> parts) =>
        parts.Aggregate(text, (cut, part) => cut.Replace(part, new string(' ', part.Length), StringComparison.Ordinal));

    private const string SecretLabel = @"(?:t?otp|2fa|mfa|two[- ]factor|authenticator(?:\s+app)?)[\s_-]*(?:setup\s+)?(?:secret|key|seed)(?:\s+key)?";

    private const string CodeLabel =
        @"(?:(?:(?:one[- ]time|verification|security|log-?in|sign-?in|2fa|mfa|two[- ]factor|authentication|authenticator|auth|confirmation|t?otp|sms|e-?mail|access)[\s_-]*(?:code|pin|password|passcode)|t?otp|passcode|(?:bestätigungs|sicherheits|verifizierungs|einmal)code)(?:\s*(?:is|ist|lautet)\b|\s*[:=])?|(?:the|der|your|my)\s+(?:code|tan)\s*(?:is\b|ist\b|lautet\b|[:=])|tan\s*(?:is\b|ist\b|lautet\b|[:=]))";

    private const string Lead = @"(?:(?:and|with|using|und|mit|also)\s+)?(?:(?:the|my|a|this|der|die|das)\s+)?";

    private const string Tail = @"(?:\s+(?:when|if|once|where|wherever)\s+(?:you\s+are\s+|it\s+is\s+|you're\s+|the\s+(?:site|page)\s+)?(?:asked|asks|prompted|needed|required|requested)(?:\s+(?:for|to)\s+(?:it|a\s+code|one|enter\s+(?:it|a\s+code)))?)?";

    [GeneratedRegex(@"otpauth://[^\s<>""']+", RegexOptions.IgnoreCase)]
    private static partial Regex OtpAuth();

    [GeneratedRegex($@"(?<!\p{{L}}){SecretLabel}[""']?\s*(?:is\b|ist\b|[:=])?\s*[""']?(?<v>(?:[A-Z2-7]{{4}}[ -]){{3,31}}[A-Z2-7]{{1,4}}(?![A-Z0-9])=*|[A-Z2-7]{{8,128}}(?![A-Z0-9])=*)", RegexOptions.IgnoreCase)]
    private static partial Regex SecretGiven();

    [GeneratedRegex($@"(?<![\p{{L}}-]){CodeLabel}[""']?\s*(?:[:=]\s*)?[""']?(?<v>\d{{3}}[ -]\d{{3}}(?!\d)|\d{{4,10}}(?![\w-])|(?=[A-Z]*\d)[A-Z0-9]{{5,10}}(?![\w-]))", RegexOptions.IgnoreCase)]
    private static partial Regex CodeGiven();

    [GeneratedRegex($@"(?<!\p{{L}})(?:enter|type|input|provide|submit)\s+{Lead}{CodeLabel}\s*[""']?\*\*\*[""']?{Tail}", RegexOptions.IgnoreCase)]
    private static partial Regex Order();

    [GeneratedRegex($@"[,;\s]*(?<!\p{{L}})(?:(?:use|take|here\s+is)\s+)?{Lead}(?:use\s+)?(?:{SecretLabel}|{CodeLabel})?[""']?\s*(?:is\b|ist\b|[:=])?\s*[""']?\*\*\*[""']?{Tail}(?:\s+for\s+(?:the\s+)?(?:second\s+factor|2fa|two-factor\s+\w+))?", RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
