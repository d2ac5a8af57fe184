using System.Text.RegularExpressions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Finds the field that asks for a one-time code, or the first of its boxes.</summary>
internal static partial class OtpField
{
    private const int FewestBoxes = 4;
    private const int MostBoxes = 10;

    /// <summary>The field; null when the page asks for no code.</summary>
    public static PageElement? Find(Observation page)
    {
        var fields = page.Elements.Where(element => element.IsText() && element.IsUsable() && element.Role != "searchbox" && element.Type != "search").ToList();
        return fields.FirstOrDefault(field => field.AutoComplete.Contains("one-time-code", StringComparison.OrdinalIgnoreCase))
            ?? FirstBox(page, fields)
            ?? fields.FirstOrDefault(field => IsNamed(field, fields));
    }

    private static bool IsNamed(PageElement field, List<PageElement> fields)
    {
        if (field.AutoComplete.Contains("cc-", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var names = new[] { field.Name, field.FieldName, field.Placeholder }.Select(Wording.Normalize).Where(name => name.Length > 0).ToList();
        return !names.Any(OtherCode().IsMatch)
            && (names.Any(CodeName().IsMatch) || (names.Any(JustCode().IsMatch) && fields.Count(other => other.Form?.Id == field.Form?.Id) == 1));
    }

    /// <summary>Boxes for single digits are fields in a row whose names differ in their number alone.</summary>
    private static PageElement? FirstBox(Observation page, List<PageElement> fields) => fields
        .GroupBy(field => (field.Form?.Id, Name: Digits().Replace(Wording.Normalize(field.Name), "").Trim()))
        .FirstOrDefault(boxes => boxes.Count() is >= FewestBoxes and <= MostBoxes
            && (BoxName().IsMatch(boxes.Key.Name) || (boxes.Key.Name.Length == 0 && CodeText.SpeaksOfCode(string.Join('\n', page.Lines)))))
        ?.First();

    [GeneratedRegex(@"\b(?:t?otp|2fa|mfa|tan|passcode|\w*(?:bestatigungs|sicherheits|verifizierungs|anmelde|einmal)code|einmalpasswort|one time (?:code|password|passcode|pin)|(?:verification|security|confirmation|authentication|authenticator|auth|log ?in|sign ?in|access|sms|e ?mail|2fa|factor|digit) code|code de (?:verification|securite)|codigo de (?:verificacion|seguridad|acesso|acceso)|codice di (?:verifica|sicurezza|accesso))\b")]
    private static partial Regex CodeName();

    [GeneratedRegex(@"^(?:(?:enter|your|the|your) )*code$")]
    private static partial Regex JustCode();

    [GeneratedRegex(@"\b(?:zip|post(?:al)?|plz|promo\w*|coupon|discount|voucher|gift|country|area|gutschein\w*|rabatt\w*|captcha|referral|invit\w*|product|artikel\w*|cvc|cvv|card)\b")]
    private static partial Regex OtherCode();

    [GeneratedRegex(@"\b(?:digit|code|otp|pin|ziffer|stelle|character|box|number|chiffre|digito|cifra)\b")]
    private static partial Regex BoxName();

    [GeneratedRegex(@"\d+|\bof\b|\bvon\b")]
    private static partial Regex Digits();
}
