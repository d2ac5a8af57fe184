using System.Text.RegularExpressions;
using Skyvern.Server.Core.Engine.Grounding;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>What a goal wants done in the world, told by its verbs in English, German, French and Spanish. Quoted words are names, not verbs.</summary>
internal static partial class GoalVerbs
{
    /// <summary>Whether something shall be sent, bought, changed or deleted.</summary>
    public static bool AsksToWrite(string goal) => Bare(goal) is var bare && (Imperative().IsMatch(bare) || Infinitive().IsMatch(bare));

    /// <summary>Whether a file shall be fetched.</summary>
    public static bool AsksToDownload(string goal) => Download().IsMatch(Bare(goal));

    /// <summary>Whether the name of a control has a word of the goal, as the button that does what the goal wants often has.</summary>
    public static bool Mentions(string goal, string name) =>
        PlainText.Words(name).Where(word => word.Length >= 3 && !char.IsAsciiDigit(word[0])).Intersect(PlainText.Words(goal)).Any();

    private static string Bare(string goal) => Quoted().Replace(Address().Replace(goal, " "), " ");

    [GeneratedRegex(@"""[^""]*""|“[^”]*”|„[^“”]*[“”]|«[^»]*»|‘[^’]*’|(?<!\w)'[^']*'(?!\w)")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\S+@\S+|https?://\S+|\b(?:[\w-]+\.)+\w{2,}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    /// <summary>English verbs are nouns as well: only where a sentence or a clause begins are they meant as what to do.</summary>
    [GeneratedRegex(
        @"(?:^|[.;:!?,\n\r•*–-]|\d[.)]|\b(?:and|then|please|to|also|finally|you|must|should|can|will|now|or|by|pls)\b)\s*"
            + @"(?:re)?(?:send|submit|buy|purchase|order(?!\s+(?:number|status|id|details?|history|total|date)\b|\s+\S+(?:\s\S+)?\s+by\b)|book(?!s?\s+(?:titles?|prices?|names?)\b)|reserve|pay|"
            + @"check\s+out|checkout|place\s+(?:an?\s+|the\s+|my\s+)?order|sign\s+(?:me\s+|us\s+)?up|register|create|add|apply|subscribe|unsubscribe|delete|remove|cancel|update|change|edit|rename|"
            + @"save|post|publish|upload|transfer|donate|confirm|approve|reject|reply|message|contact|report|rate|schedule|invite|share|comment|vote|fill\s+(?:in|out)\s+and\s+\w+)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Imperative();

    /// <summary>In these languages the form of the verb tells. German nouns of the same letters begin with a capital.</summary>
    [GeneratedRegex(
        @"\b(?:(?-i:absenden|abschicken|senden|schicken|sende|schicke|verschicke|verschicken|übermitteln|bestellen|bestelle|kaufen|kaufe|buchen|buche|reservieren|reserviere|bezahlen|bezahle|löschen|lösche|entfernen|entferne|"
            + @"anlegen|lege|hinzufügen|eintragen|speichern|speichere|ändern|ändere|kündigen|kündige|stornieren|storniere|veröffentlichen|registrieren|registriere|abonnieren|überweisen|überweise|bestätigen|bestätige|hochladen)"
            + @"|(?:Sende|Schicke|Bestelle|Kaufe|Buche|Reserviere|Bezahle|Lösche|Entferne|Speichere|Ändere|Kündige|Storniere|Registriere|Überweise|Bestätige)(?=\s+(?:das|die|den|dem|der|ein|eine|einen|eine|mir|uns|es|sie)\b)"
            + @"|envoyer|envoie|envoyez|soumettre|soumets|soumettez|commander|commande(?=\s+(?:le|la|les|un|une|l')\b)|commandez|acheter|achète|achetez|réserver|réservez|payer|payez|supprimer|supprime|supprimez|"
            + @"ajouter|ajoute|ajoutez|modifier|modifie|modifiez|annuler|annule|annulez|publier|publiez|inscrire|inscris|inscrivez|enregistrer|enregistrez|s'abonner"
            + @"|enviar|envía|envíe|envia|pedir|pida|comprar|compre|reservar|pagar|pague|eliminar|elimina|elimine|borrar|borra|borre|añadir|añade|añada|modificar|modifica|cancelar|cancela|cancele|publicar|registrarse|regístrate|guardar|guarda|guarde|suscribirse)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Infinitive();

    [GeneratedRegex(@"\b(?:download|herunterladen|lade\b[^.;\n]*\bherunter|télécharger|téléchargez|télécharge|descargar|descarga|descargue)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Download();
}
