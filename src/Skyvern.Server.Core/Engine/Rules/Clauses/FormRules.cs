using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>Forms of words that fill and send forms, log in and search.</summary>
internal static partial class FormRules
{
    private const string The = @"(?:(?:the|a|this|that|my)\s+)?";
    private const string FormName = @"(?:(?:the|this|that|a|my)\s+)?(?:[\p{L}-]+\s+){0,4}?form(?:\s+on\s+(?:the|this)\s+(?:page|site))?";

    private const string CodeKind = @"(?:one[- ]time|verification|security|confirmation|2fa|two[- ]factor(?:\s+authentication)?|authentication|authenticator|sms|e-?mail|totp|otp|mfa|log-?in|sign-?in)";
    private const string CodeComes = @"(?:\s*,?\s*(?:(?:that|which)\s+(?:is|was|you|comes|arrives|gets|has|they|the\s+site)\b.*|you\s+(?:get|receive|got|received|are)\b.*|sent\b.*|(?:when|if|once)\s+(?:you\s+are\s+|it\s+is\s+|the\s+(?:site|page)\s+)?(?:asked|asks|prompted|needed|required|requested)\b.*))?";

    /// <summary>The rules, the more special first.</summary>
    public static readonly IReadOnlyList<ClauseRule> Rules =
    [
        ClauseRule.One($@"(?:(?:type|enter|write|input|use|provide|submit|fill\s+in|put\s+in|confirm\s+with|with)\s+)?(?:in\s+)?{The}(?:{CodeKind}\s+)+(?:code|passcode|password)(?:\s+from\s+(?:the|my|your)\s+(?:authenticator\s+app|authenticator|e-?mail|sms|phone))?{CodeComes}", (_, _) => new OtpClause()),
        ClauseRule.One($@"(?:type|enter|input|provide)\s+(?:in\s+)?{The}(?:code|otp|totp|tan|passcode){CodeComes}", (_, _) => new OtpClause()),
        ClauseRule.One(@"(?:complete|pass|do)\s+(?:the\s+)?(?:two[- ]factor|2fa|mfa|second\s+factor)(?:\s+(?:authentication|log-?in|check|step|verification))?", (_, _) => new OtpClause()),
        ClauseRule.Of($@"(?:log|sign)[\s-]*(?:in|on)(?<rest>\b.*)|login(?<rest>\b.*)|authenticate(?<rest>\b.*)", LogInRule.Read),
        ClauseRule.One($@"(?:submit|send(?:\s+off)?|post)(?:\s+(?:it(?:\s+off)?|{FormName}|(?:the|this|that|my)\s+(?:[\p{{L}}-]+\s+){{0,2}}?(?:message|request|application|inquiry|enquiry)))?(?:\s+(?:by\s+(?:clicking|pressing)(?:\s+on)?|(?:with|using))\s+(?<x>.+))?", Submit),
        ClauseRule.Of($@"(?:fill(?:\s+(?:in|out|up))?|complete)\s+{FormName}(?<rest>\b.*)", FillForm),
        ClauseRule.Of($@"(?:fill(?:\s+(?:in|out))?|enter|use|type|provide|input|with)\s+(?:in\s+)?{The}(?:(?:following|below|these)\s+)?(?:data|details|information|values|fields|info)(?:\s+(?:into|in)\s+{FormName})?\s*:?\s*(?<p>.+)", (reading, groups) =>
            PairReader.Read(reading.Prompt, groups["p"].Value) is { } pairs ? [new FillClause(pairs, true)] : null),
        ClauseRule.One($@"(?:search|look)(?:\s+(?:{The}(?:web\s?)?(?:shop|site|store|page|catalogue|catalog)|on\s+(?:the|this)\s+\p{{L}}+|{PromptText.Atom}))?\s+for\s+(?<x>.+?)(?:\s+(?:in|with|using)\s+the\s+search\s*(?:box|field|bar|form)?)?", Search),
        ClauseRule.One(@"(?:use|using)\s+the\s+search\s*(?:box|field|bar|form)?\s+to\s+(?:find|search\s+for|look\s+for)\s+(?<x>.+)", Search),
        ClauseRule.Of($@"(?:type|enter|write|input|put|insert|fill(?:\s+in)?|paste|set|use)\s+{The}(?<f>[\p{{L}}][\p{{L}}\d '_-]{{0,40}}?)\s*(?::|=)?\s*(?<v>{PromptText.Atom})", (reading, groups) => Pair(reading, groups["f"].Value, groups["v"].Value)),
        ClauseRule.Of($@"(?:type|enter|write|input|put|insert|fill(?:\s+in)?|paste|use)\s+(?<v>{PromptText.Atom})\s+(?:into|in|to|as|for)\s+(?<f>.+)", (reading, groups) => Pair(reading, groups["f"].Value, groups["v"].Value)),
        ClauseRule.Of(@"(?:fill(?:\s+(?:in|out))?)\s+(?<f>.+?)\s+with\s+(?<v>.+)", (reading, groups) => Pair(reading, groups["f"].Value, groups["v"].Value)),
        ClauseRule.Of(@"(?:set|change|switch)\s+(?<f>.+?)\s+to\s+(?<v>.+)", (reading, groups) => Pair(reading, groups["f"].Value, groups["v"].Value)),
        ClauseRule.Of(@"(?:type|enter|write|input|put|insert|fill|paste)\s+(?:in\s+)?(?<v>.+)\s+into\s+(?<f>.+)", (reading, groups) => Pair(reading, groups["f"].Value, groups["v"].Value)),
        ClauseRule.Of(@"(?:type|enter|write|input|put|insert|fill|paste)\s+(?:in\s+)?(?<v>.+)\s+(?:in|as|for)\s+(?<f>.+)", (reading, groups) => Pair(reading, groups["f"].Value, groups["v"].Value)),
        ClauseRule.Of(@"(?:fill\s+(?:in|out)|enter|provide|input)\s+(?<p>.+)", (reading, groups) => PairReader.Read(reading.Prompt, groups["p"].Value) is { } pairs ? [new FillClause(pairs, false)] : null),
        ClauseRule.Of(@"(?:(?:use|with|here\s+(?:is|are)|using)\s+)?(?:(?:the|this|these)\s+)?(?:(?:following|form|navigation)\s+)*(?:data|details|payload|information|values|json|credentials)\s*(?:are|is)?\s*:?\s*(?<p>\S.*)", Data),
        ClauseRule.Of(@"(?<p>.+)", (reading, groups) => PairReader.Read(reading.Prompt, groups["p"].Value, alone: true) is { } pairs ? [new DataClause(pairs)] : null),
    ];

    private static SubmitClause? Submit(Reading reading, GroupCollection groups) =>
        !groups["x"].Success ? new SubmitClause() : reading.Target(groups["x"].Value) is { } button ? new SubmitClause(button) : null;

    private static List<Clause>? FillForm(Reading reading, GroupCollection groups)
    {
        var rest = Connectors().Replace(groups["rest"].Value, "", 1);
        var submit = AndSubmit().Match(rest);
        var text = submit.Success ? rest[submit.Length..] : rest;
        if (text.Trim(' ', ':', '.', '\n').Length == 0)
        {
            return submit.Success ? [new FillClause([], true), new SubmitClause()] : [new FillClause([], true)];
        }

        return PairReader.Read(reading.Prompt, text) is not { } pairs ? null
            : submit.Success ? [new FillClause(pairs, true), new SubmitClause()]
            : [new FillClause(pairs, true)];
    }

    private static List<Clause>? Pair(Reading reading, string field, string value) =>
        reading.Target(field) is { Pick: Pick.Only, Within: null } target && value.Trim().Length > 0 && IsValue(reading, value)
            ? [new FillClause([new FieldPair(target.Name, reading.Prompt.Value(value))], false)]
            : null;

    // "Enter a suitable date into the field" asks for an invention.
    private static bool IsValue(Reading reading, string value) => reading.Prompt.KindOf(value) is not null || (!Reading.IsJudged(value) && !Invented().IsMatch(value));

    private static SearchClause? Search(Reading reading, GroupCollection groups) =>
        reading.IsName(groups["x"].Value) && !Invented().IsMatch(groups["x"].Value) ? new SearchClause(reading.Value(groups["x"])) : null;

    private static List<Clause>? Data(Reading reading, GroupCollection groups) =>
        PairReader.Read(reading.Prompt, groups["p"].Value) is { } pairs ? [new DataClause(pairs)] : null;

    [GeneratedRegex(@"^\s*(?:(?:with|using|by\s+using|as\s+follows|from)\s*)?(?:(?:the|these|this|my)\s+)?(?:following\s+)?(?:(?:form\s+)?(?:data|details|information|values|fields|info|payload|json))?", RegexOptions.IgnoreCase)]
    private static partial Regex Connectors();

    [GeneratedRegex(@"^\s*,?\s*(?:and\s+)?(?:then\s+)?(?:submit|send)(?:\s+(?:it|the\s+form))?\s*(?:(?:with|using)\s+)?(?:(?:the|these)\s+)?(?:following\s+)?(?:data|details|information|values)?\s*(?=:|$)", RegexOptions.IgnoreCase)]
    private static partial Regex AndSubmit();

    [GeneratedRegex(@"^(?:a|an)\s+(?:\p{L}+\s+){0,3}(?:name|email|e-mail|address|date|number|text|message|value|password|phone)\b|^(?:your|my|the)\s+(?:own\s+)?(?:name|email|e-mail|address|data|details|password)\b|\bof your choice\b", RegexOptions.IgnoreCase)]
    private static partial Regex Invented();
}
