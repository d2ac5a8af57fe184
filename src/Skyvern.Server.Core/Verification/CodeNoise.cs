using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Verification;

/// <summary>
/// Blanks out the numbers of a message that are no codes: amounts, dates, phones, orders, cards. Repetitions in its patterns are bounded,
/// since anybody can write a message.
/// </summary>
internal static partial class CodeNoise
{
    /// <summary>The text with one blank in the place of each, and no longer runs of blanks than that.</summary>
    public static string Blank(string text)
    {
        text = Blanks().Replace(text, " ");
        foreach (var noise in (Regex[])[Address(), Mail(), Voucher(), Labelled(), Counted(), CardEnd(), Money(), Date(), Copyright(), Time(), Phone(), PostCode()])
        {
            text = noise.Replace(text, " ");
        }

        return LineBreaks().Replace(Blanks().Replace(text, " "), "\n");
    }

    [GeneratedRegex(@"[^\S\n]+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@" ?\n\s*")]
    private static partial Regex LineBreaks();

    [GeneratedRegex(@"https?://[^\s<>""]+|www\.[^\s<>""]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")]
    private static partial Regex Mail();

    // Codes that are not for logging in, with their value.
    [GeneratedRegex(@"(?<!\p{L})(?:(?:zip|post(?:al)?|area|country|promo(?:tion)?|discount|coupon|voucher|gift|rabatt|gutschein|aktions|error|status|qr|bar|product|artikel|swift|sort|invite|invitation|referral|dial)[ -]*codes?|plz|iban|bic)(?!\p{L})(?:\s*(?:is|ist|lautet|[:=#]))*\s*(?:[A-Z0-9][\w-]*)?", RegexOptions.IgnoreCase)]
    private static partial Regex Voucher();

    [GeneratedRegex(@"(?<!\p{L})(?:(?:order|bestell\p{L}*|auftrag\p{L}*|invoice|rechnung\p{L}*|ticket|case|ref(?:erence|erenz)?|kunden\p{L}*|customer|account|konto\p{L}*|vorgang\p{L}*|commande|pedido|ordine|ordre|bestelling|zam[oó]wieni\p{L}*|facture|factura|fattura|booking|buchung\p{L}*|reserva\p{L}*|tracking|sendung\p{L}*|parcel|paket|flight|flug|room|zimmer|transaction|transaktion\p{L}*|member\p{L}*|user|unit|version|build|заказ\p{L}*|счет\p{L}*|订单|注文|주문)(?!\p{L})(?:[ -]*(?:no|nr|number|nummer|num|id|n[°º]|号|番号|번호))?|(?:id|no|nr|num|n[°º]|№)(?!\p{L}))\.?\s*(?:is|ist|lautet|est|es|è)?\s*[:：#]?\s*#?[A-Z]{0,4}-?\d[\w./-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"(?<![\w/])#\s?[A-Z]{0,4}-?\d[\w-]*", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"(?:(?<!\p{L})(?:ending|ends?|endend|endet|endziffern?|terminant|terminando|terminad[oa]|finit|termina|last\s+(?:4|four)(?:\s+digits)?|letzten\s+(?:4|vier)(?:\s+ziffern)?)(?:\s+(?:in|with|on|auf|mit|par|en|con|per|are|is|by))?\W{0,4}|[*•xX·]{2,20}[\s-]{0,3}|\.{3}\s{0,3})\d{2,4}(?!\d)", RegexOptions.IgnoreCase)]
    private static partial Regex CardEnd();

    [GeneratedRegex(@"(?:[€$£¥₹₽₩]|(?<!\p{L})(?:EUR|USD|GBP|CHF|INR|PLN|SEK|NOK|DKK|JPY|CNY|RUB|TRY|BRL|R\$|Rs\.?|zł|kr\.?))\s*\d[\d.,' ]{0,20}\d|\d(?:[\d.,' ]{0,20}\d)?\s{0,3}(?:[€$£¥₹₽₩]|(?:EUR|USD|GBP|CHF|INR|PLN|SEK|NOK|DKK|JPY|CNY|RUB|TRY|BRL|euros?|dollars?|zł|kr|руб|元|円|원)(?!\p{L}))|(?<![\d.,])\d{1,3}(?:[.,]?\d{3}){0,6}[.,]\d{2}(?![\d.,]\d|\d)", RegexOptions.IgnoreCase)]
    private static partial Regex Money();

    private const string Month = @"(?:jan|feb|m[aä]r|apr|ma[iyj]|mag|jun|giu|jul|lug|aug|ago|ao[uû]t|sep|set|o[ckt]t|nov|de[czs]|dic|ene|f[eé]v|avr|gen)\p{L}*";

    [GeneratedRegex($@"\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})(?!\d)|(?<!\p{{L}}){Month}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+(?:19|20)\d\d)?(?!\d)|(?<!\d)(?:\d{{1,2}}(?:\.|st|nd|rd|th)?\s+(?:de\s+)?)?(?<!\p{{L}}){Month}\.?(?:\s+de)?\s+(?:19|20)\d\d(?!\d)|\d{{4}}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?", RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"(?:©|\(c\)|copyright)\D{0,12}(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?|(?<!\d)(?:19|20)\d\d\s*(?:©|copyright)", RegexOptions.IgnoreCase)]
    private static partial Regex Copyright();

    [GeneratedRegex(@"(?<!\d)\d{1,2}[:h]\d{2}(?::\d{2})?(?!\d)")]
    private static partial Regex Time();

    [GeneratedRegex(@"\+\s?\d[\d\s()./-]{6,20}\d|\(\d{2,5}\)\s?\d[\d\s-]{4,16}\d|(?<!\d)0\d{2,4}[\s/-]{1,3}\d[\d\s/-]{4,16}\d|(?<!\d)(?:1-)?\d{3}-\d{3}-\d{4}(?!\d)|(?<!\p{L})(?:tel|phone|telefon|call|hotline|anruf\p{L}*|ruf\p{L}*|appelez|llam\p{L}*|whatsapp|fax)(?!\p{L})[^\d\n]{0,12}\d[\d\s()/-]{4,16}\d", RegexOptions.IgnoreCase)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<![A-Za-z])[A-Z]{2}\s+\d{5}(?:-\d{4})?(?!\d)")]
    private static partial Regex PostCode();
}
