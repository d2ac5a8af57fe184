using System.Text;
using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>
/// Finds the secrets that a caller wrote into the prompt. A value counts by the words around it, in English, German, French and Spanish;
/// what only speaks of passwords ("forgot password", "the password reset e-mail") is left alone.
/// </summary>
internal static partial class PromptSecrets
{
    private const int ShortestDistinct = 6;

    /// <summary>The prompt with placeholders, and what they stand for.</summary>
    public static (string Goal, IReadOnlyList<RunSecret> Secrets) Find(string prompt)
    {
        var found = Values(prompt).OrderBy(value => value.Group.Index).ToList();
        var secrets = new List<RunSecret>();
        var goal = new StringBuilder();
        var position = 0;
        foreach (var (group, kind) in found)
        {
            if (group.Index < position || group.Value.All(letter => letter == '*'))
            {
                continue;
            }

            var secret = secrets.FirstOrDefault(known => known.Value == group.Value);
            if (secret is null)
            {
                secret = new RunSecret(NewName(kind, prompt, secrets), group.Value);
                secrets.Add(secret);
            }

            goal.Append(prompt, position, group.Index - position).Append(secret.Placeholder);
            position = group.Index + group.Length;
        }

        goal.Append(prompt, position, prompt.Length - position);
        return Everywhere(goal.ToString(), secrets);
    }

    private static IEnumerable<(Group Group, string Kind)> Values(string prompt)
    {
        foreach (Match match in Labelled().Matches(prompt))
        {
            var quoted = match.Groups["q"];
            var bare = match.Groups["b"];
            if (quoted.Success)
            {
                yield return (quoted, Kind(match));
            }
            else if (bare.Success && IsValue(bare.Value, match, prompt))
            {
                yield return (bare, Kind(match));
            }
        }

        foreach (var pattern in (Regex[])[Reversed(), LogIn(), InAddress()])
        {
            foreach (Match match in pattern.Matches(prompt))
            {
                if (pattern != LogIn() || IsLogIn(match))
                {
                    yield return (match.Groups["v"], Kind(match));
                }
            }
        }
    }

    /// <summary>Unquoted words behind "password": a sign says that a value follows, else the word itself has to look like one.</summary>
    private static bool IsValue(string word, Match match, string prompt)
    {
        var sign = match.Groups["sign"].Value.Trim();
        if (Ordinary().IsMatch(word))
        {
            return false;
        }

        return sign is ":" or "=" or ":=" ? true
            : LooksSecret(word) || (match.Groups["strong"].Success && sign.Length == 0 && Account().IsMatch(prompt[..match.Index]));
    }

    private static bool IsLogIn(Match match)
    {
        var (user, secret, quoted) = (match.Groups["u"].Value, match.Groups["v"].Value, match.Groups["uq"].Success && match.Groups["vq"].Success);
        if (Provider().IsMatch(user) || Provider().IsMatch(secret) || LabelWord().IsMatch(user) || Ordinary().IsMatch(secret))
        {
            return false;
        }

        return quoted || LooksSecret(secret) || (match.Groups["sep"].Value.Trim() is "/" or ":" && char.IsLower(secret[0]));
    }

    private static bool LooksSecret(string word) =>
        word.Any(char.IsDigit) || word.Any(letter => !char.IsLetter(letter) && letter is not ('-' or '\'' or '.' or '’'))
        || word.Skip(1).Any(char.IsUpper) != word.Skip(1).All(char.IsUpper) && word.Skip(1).Any(char.IsUpper);

    /// <summary>
    /// A secret that is written again elsewhere in the prompt is replaced there too, unless it is so ordinary a word (a log-in as demo / demo)
    /// that it means something else there.
    /// </summary>
    private static (string Goal, IReadOnlyList<RunSecret> Secrets) Everywhere(string goal, List<RunSecret> secrets)
    {
        for (var i = 0; i < secrets.Count; i++)
        {
            var secret = secrets[i];
            var again = new Regex($@"(?<![\p{{L}}\p{{N}}_{{]){Regex.Escape(secret.Value)}(?![\p{{L}}\p{{N}}_}}])");
            if (!again.IsMatch(goal))
            {
                continue;
            }

            if (secret.Value.Length >= ShortestDistinct && LooksSecret(secret.Value))
            {
                goal = again.Replace(goal, _ => secret.Placeholder);
            }
            else
            {
                secrets[i] = secret with { IsPlainWord = true };
            }
        }

        return (goal, secrets);
    }

    private static string Kind(Match match)
    {
        var word = match.Groups["word"].Value;
        return PinWord().IsMatch(word) ? "pin" : KeyWord().IsMatch(word) ? "api_key" : TokenWord().IsMatch(word) ? "token"
            : SecretWord().IsMatch(word) ? "secret" : "password";
    }

    private static string NewName(string kind, string prompt, List<RunSecret> secrets) => Enumerable.Range(1, int.MaxValue)
        .Select(number => $"{kind}_{number}")
        .First(name => !prompt.Contains($"{{{{{name}}}}}", StringComparison.Ordinal) && secrets.All(known => known.Name != name));

    // strong: words that alone say that a secret follows; the others need a sign, quotes or a value that looks like one.
    private const string Words =
        @"(?<word>(?<strong>pass\s?word|passwort|kennwort|pass\s?phrase|pass\s?code|pwd|mot\s+de\s+passe|contraseña|contrasena)"
        + @"|PIN(?:[ _-]?code)?|client[ _-]secret|secret[ _-]key|secret|geheimnis|api[ _-]?key|api[ -]?schlüssel|clé\s+api|clave(?:\s+api)?"
        + @"|(?:access|auth|bearer|api|security|session)[ _-]token|token)";

    private const string Quoted = """(?:"(?<q>[^"\r\n]+)"|“(?<q>[^”\r\n]+)”|„(?<q>[^“”\r\n]+)[“”]|«\s?(?<q>[^»\r\n]+?)\s?»|`(?<q>[^`\r\n]+)`|(?<![\p{L}\p{N}])'(?<q>[^'\r\n]+)')""";

    private const string Bare = """(?<b>[^\s"'“”„«»`,;]+?(?:[,;][^\s"'“”„«»`,;]+?)*?)(?=[.,;)}\]]*(?:\s|$)|[,;]\s*["']?\w+["']?\s*[:=])""";

    private const string Sign = @"(?:\s*(?<sign>:=|[:=])\s*|\s+(?<sign>is|are|ist|lautet|est|es|with|to|mit|auf|avec|con|à|a)(?:\s*:)?\s+|(?<sign>\s+))";

    [GeneratedRegex(
        @"(?<![\p{L}\p{N}])" + Words + """(?:s|es)?["'”“]?(?:\s+(?:field|box|input|feld))?["'”]?""" + Sign + "(?:" + Quoted + "|" + Bare + ")",
        RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    [GeneratedRegex(
        """(?:\b(?:enter|type|use|fill(?:\s+in)?|put|write|paste|input|gib|verwende|saisis(?:sez)?|escribe|and|und|et|y)\s+)["'“„«](?<v>[^"'“”„«»\r\n]+)["'”“»]\s+(?:as|in|into|for|als|ins|in\s+das|dans|comme|como|en)\s+(?:(?:the|your|my|das|le|la|el)\s+)?["'“„]?"""
            + Words + """(?!["'”]?\s+(?:reset|page|form|link|button|manager|hint|recovery|change|settings|policy|list))""",
        RegexOptions.IgnoreCase)]
    private static partial Regex Reversed();

    [GeneratedRegex(
        """\b(?:log\s?-?in|log\s?-?on|sign\s?-?in|anmelden|einloggen|melde\s+dich|connecte[rz]?(?:-(?:toi|vous))?|inicia(?:r)?\s+sesión|authenticate)\b[^.\n"'“„/]{0,60}?\b(?:with|as|using|mit|als|avec|con|como)\s+(?:(?:user|username|account|e-?mail|login|credentials?)\s*:?\s+)?(?:(?<uq>["'“„])(?<u>[^"'“”„\r\n]+)["'”“]|(?<u>[^\s"'“”„/,;]+?))(?<sep>\s*/\s*|\s*:\s*|\s*,\s*|\s+(?:and|und|et|y)\s+)(?:(?<vq>["'“„])(?<v>[^"'“”„\r\n]+)["'”“]|(?<v>[^\s"'“”„,;]+?)(?=[.,;)]*(?:\s|$)))""",
        RegexOptions.IgnoreCase)]
    private static partial Regex LogIn();

    [GeneratedRegex(@"\bhttps?://[^\s/:@]+:(?<v>[^\s/@]+)@", RegexOptions.IgnoreCase)]
    private static partial Regex InAddress();

    // What follows "password" in sentences that only speak of one, and what stands for a value in descriptions of forms.
    [GeneratedRegex(
        @"^(?:reset\w*|field\w*|box|input|page|link|e-?mail|mail|form|forms|forgot\w*|and|or|to|in|into|for|from|if|is|are|on|of|by|at|the|a|an|this|that|it|its|my|your|our|their|you|i|we"
            + @"|must|should|shall|can|could|may|will|would|was|were|has|have|not|no|again|twice|then|when|with|without|which|who|as|be|change\w*|recovery|manager|hint|button|policy|policies"
            + @"|requirement\w*|prompt|dialog|screen|protected|please|click|press|enter|confirm\w*|below|above|here|there|string|text|number|required|optional|null|true|false|none|correct|wrong|invalid|valid"
            + @"|incorrect|shown|visible|hidden|hash\w*|stored|saved|provided|given|empty|blank|strength|list|settings|section|label|expire\w*|expiry|santa|sauce|sharing|code|codes|count|limit\w*|usage"
            + @"|und|oder|zurück\w*|vergessen|feld|ändern|eingeben|ist|für|auf|et|ou|oublié\w*|de|du|des|pour|y|o|olvidad\w*|para|del|la|el|le|les|un|una|une)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Ordinary();

    [GeneratedRegex(
        @"(?:(?:user|username|user\s+name|account|e-?mail|login|benutzer(?:name)?|utilisateur|usuario)\b\s*(?:is|:|=)?\s*\S+|\S+@\S+|(?:log|sign)\s?-?in\s+(?:as|with)\s+\S+)\s*(?:,|;|/|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\s)\s*(?:(?:the|das|le|la)\s+)?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Account();

    [GeneratedRegex("^(?:google|facebook|apple|github|gitlab|microsoft|linkedin|twitter|x|okta|sso|saml|oauth|oidc|amazon|paypal|passkey|otp|sms|totp|2fa)$", RegexOptions.IgnoreCase)]
    private static partial Regex Provider();

    [GeneratedRegex("^(?:user|username|name|email|e-mail|account|credential|credentials|password|the|my|your|these|those|following|login)$", RegexOptions.IgnoreCase)]
    private static partial Regex LabelWord();

    [GeneratedRegex("^pin", RegexOptions.IgnoreCase)]
    private static partial Regex PinWord();

    [GeneratedRegex("api[ _-]?key|schlüssel|clé|clave api", RegexOptions.IgnoreCase)]
    private static partial Regex KeyWord();

    [GeneratedRegex("token", RegexOptions.IgnoreCase)]
    private static partial Regex TokenWord();

    [GeneratedRegex("secret|geheimnis", RegexOptions.IgnoreCase)]
    private static partial Regex SecretWord();
}
