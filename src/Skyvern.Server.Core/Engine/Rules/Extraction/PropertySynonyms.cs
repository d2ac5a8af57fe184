namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Words that pages and schemas use for the same property.</summary>
internal static class PropertySynonyms
{
    private static readonly string[][] Meanings =
    [
        ["name", "title", "headline", "heading", "product name", "product title", "label", "bezeichnung", "titel"],
        ["price", "cost", "amount", "current price", "unit price", "sale price", "preis", "price amount", "low price"],
        ["url", "link", "href", "address", "web address", "detail url", "page", "permalink"],
        ["image", "img", "picture", "photo", "thumbnail", "image url", "cover", "bild"],
        ["date", "day", "published", "date published", "created", "posted", "datum", "invoice date", "order date", "publication date"],
        ["total", "sum", "grand total", "total amount", "total price", "amount due", "gesamt", "summe", "total due", "invoice total", "order total"],
        ["number", "no", "nr", "id", "identifier", "code", "nummer", "invoice number", "order number", "reference number", "reference"],
        ["sku", "article number", "item number", "product number", "product id", "part number", "mpn", "artikelnummer"],
        ["description", "text", "summary", "details", "teaser", "abstract", "beschreibung"],
        ["rating", "stars", "score", "rating value", "aggregate rating rating value", "bewertung"],
        ["review count", "reviews", "number of reviews", "rating count"],
        ["availability", "stock", "in stock", "available", "is available", "verfugbarkeit", "stock status"],
        ["quantity", "qty", "count", "menge", "anzahl", "pieces"],
        ["category", "section", "department", "kategorie", "group"],
        ["brand", "manufacturer", "vendor", "maker", "marke", "hersteller"],
        ["currency", "price currency", "wahrung"],
        ["author", "by", "writer", "byline", "autor", "creator"],
        ["email", "e mail", "mail", "email address", "e mail address"],
        ["phone", "telephone", "tel", "phone number", "telefon", "mobile"],
        ["status", "state", "zustand"],
        ["period", "month", "billing period", "zeitraum"],
        ["due date", "due", "payable by", "fallig", "deadline"],
        ["location", "place", "city", "ort", "standort"],
        ["company", "organization", "employer", "firma", "company name"],
    ];

    /// <summary>Words of other names for the property, in normal form; empty when it is not known.</summary>
    public static IReadOnlyList<string> Of(string normal) => Meanings.FirstOrDefault(phrases => phrases.Contains(normal, StringComparer.Ordinal)) ?? [];

    /// <summary>Whether the property, by its whole name or its last word, is of the meaning that the word stands for.</summary>
    public static bool Means(string normal, string word) =>
        Of(normal).Contains(word) || (normal.Split(' ') is [_, .., var last] && Of(last).Contains(word));
}
