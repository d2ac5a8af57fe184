using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Verification;

/// <summary>Finds the link in a message that logs in or confirms.</summary>
internal static partial class LinkText
{
    /// <summary>The link; null when there is none or more than one that may be it.</summary>
    public static string? Read(string message)
    {
        var links = Link().Matches(message).Select(match => match.Value.TrimEnd('.', ',', ';', ':', ')', ']', '!', '\'')).Distinct().ToList();
        return links.Where(link => LogInWord().IsMatch(link) && !OtherWord().IsMatch(link)).ToList() switch
        {
            [var only] => only,
            [] => links.Where(link => !OtherWord().IsMatch(link)).ToList() is [var single] && LogInText().IsMatch(Link().Replace(message, " ")) ? single : null,
            _ => null,
        };
    }

    [GeneratedRegex(@"https?://[^\s<>""]+", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"verif|confirm|log-?in|sign-?in|magic|token|auth|activat|otp|passwordless|session|bestaetig|anmeld", RegexOptions.IgnoreCase)]
    private static partial Regex LogInWord();

    [GeneratedRegex(@"unsubscri|abmeld|abbestell|privacy|datenschutz|terms|support|help|faq|preferences|settings|apps\.apple|play\.google|facebook\.com|twitter\.com|instagram\.com|linkedin\.com|\.(?:png|jpe?g|gif|svg|css)(?:\?|$)", RegexOptions.IgnoreCase)]
    private static partial Regex OtherWord();

    [GeneratedRegex(@"log(?:ging)?[ -]?in|sign(?:ing)?[ -]?in|verify|confirm|magic link|anmeld|einlogg|bestätig|connexion|connecter|confirmer|iniciar sesi|verifica|acced|войти|подтверд|登录|ログイン|로그인", RegexOptions.IgnoreCase)]
    private static partial Regex LogInText();
}
