using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Words that mean the same field of a form, or the same property of data.</summary>
internal static partial class FieldSynonyms
{
    // Each line is one meaning, in normal form.
    private static readonly string[][] Meanings =
    [
        ["first name", "given name", "forename", "vorname", "firstname", "fname", "prenom", "nombre"],
        ["last name", "family name", "surname", "nachname", "lastname", "lname", "familienname", "apellido"],
        ["middle name", "additional name", "zweiter vorname"],
        ["full name", "name", "your name", "fullname", "complete name", "vollstandiger name", "contact name"],
        ["email", "e mail", "email address", "e mail address", "mail", "mail address", "emailaddress", "e mail adresse"],
        ["phone", "telephone", "tel", "phone number", "telephone number", "mobile", "mobile number", "mobile phone", "cell", "cell phone", "telefon", "telefonnummer", "handy", "contact number"],
        ["company", "organization", "organisation", "company name", "employer", "firma", "unternehmen", "business name"],
        ["job title", "position", "organization title", "occupation", "role", "beruf"],
        ["street", "street address", "address", "address line 1", "address line1", "address 1", "strasse", "adresse", "street and number"],
        ["address line 2", "address line2", "address 2", "apartment", "suite", "adresszusatz"],
        ["city", "town", "address level2", "ort", "stadt", "wohnort"],
        ["state", "province", "region", "county", "address level1", "bundesland"],
        ["zip", "zip code", "postal code", "postcode", "post code", "plz", "postleitzahl", "zipcode", "postalcode"],
        ["country", "country name", "land"],
        ["message", "comment", "comments", "your message", "nachricht", "mitteilung", "inquiry", "enquiry", "question", "feedback", "kommentar"],
        ["subject", "betreff", "regarding"],
        ["topic", "reason", "thema"],
        ["website", "web site", "homepage", "url", "web address", "webseite"],
        ["birthday", "date of birth", "birth date", "dob", "birthdate", "bday", "geburtsdatum"],
        ["user name", "username", "user", "login", "login name", "user id", "userid", "benutzername", "account name"],
        ["password", "passwort", "current password", "new password", "pass", "pwd", "kennwort"],
        ["gender", "sex", "geschlecht"],
        ["salutation", "title of address", "honorific prefix", "anrede"],
        ["quantity", "qty", "number of pieces", "menge", "anzahl", "number of articles", "number of items"],
        ["search", "query", "suche", "q", "search term", "keyword", "keywords"],
        ["newsletter", "subscribe", "subscribe newsletter", "send me newsletter"],
        ["terms", "terms and conditions", "terms of service", "terms of use", "agb"],
        ["consent", "agree", "privacy", "privacy policy", "data protection", "datenschutz", "agreement"],
        ["notes", "note", "remarks", "anmerkungen", "additional information"],
        ["preferred date", "date", "datum"],
        ["preferred time", "time", "uhrzeit"],
        ["colour", "color", "farbe"],
    ];

    private static readonly Dictionary<string, int> ByPhrase = Meanings
        .SelectMany((phrases, index) => phrases.Select(phrase => (phrase, index)))
        .GroupBy(entry => entry.phrase, StringComparer.Ordinal)
        .ToDictionary(entries => entries.Key, entries => entries.First().index, StringComparer.Ordinal);

    private static readonly string[] LongestFirst = [.. ByPhrase.Keys.Where(phrase => phrase.Length > 2).OrderByDescending(phrase => phrase.Length)];

    /// <summary>Whether both name the same thing, in words that differ.</summary>
    public static bool AreSame(string normalA, string normalB) =>
        ByPhrase.TryGetValue(normalA, out var a) && ByPhrase.TryGetValue(normalB, out var b) && a == b;

    /// <summary>Whether the words, in normal form, name a known field.</summary>
    public static bool IsKnown(string normal) => ByPhrase.ContainsKey(normal);

    /// <summary>All phrases of the same meaning; only the phrase itself when it is not known.</summary>
    public static IReadOnlyList<string> PhrasesOf(string normal) => ByPhrase.TryGetValue(normal, out var meaning) ? Meanings[meaning] : [normal];

    /// <summary>The name of a known field with which the text begins, as written; null when there is none or nothing follows it.</summary>
    public static string? LeadingKey(string text)
    {
        var words = WordEnds().Matches(text);
        for (var count = Math.Min(4, words.Count - 1); count > 0; count--)
        {
            var lead = text[..(words[count - 1].Index + words[count - 1].Length)];
            if (Array.IndexOf(LongestFirst, Wording.Normalize(lead)) >= 0)
            {
                return lead;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\S+")]
    private static partial Regex WordEnds();
}
