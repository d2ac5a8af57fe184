using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Pairs the data of a goal with the fields of a page.</summary>
/// <param name="Values">Fields and the values they shall have.</param>
/// <param name="Keys">The data used.</param>
/// <param name="Doubts">Why data was not used, where more can be said than that no field fits.</param>
internal sealed record FormMatch(IReadOnlyList<FieldValue> Values, IReadOnlyList<FieldPair> Keys, IReadOnlyDictionary<string, string> Doubts)
{
    private const int LeastScore = 50;

    /// <summary>The best one-to-one pairing; a key with two fields that fit alike stays open.</summary>
    public static FormMatch Of(Observation page, IReadOnlyList<FieldPair> pairs, bool wholeForm, IReadOnlyCollection<string> alreadyFilled)
    {
        var fields = page.Elements.Where(element => element.IsField() && element.IsUsable() && !alreadyFilled.Contains(element.Ref)).ToList();
        if (wholeForm && FormOf(fields, pairs) is { } form)
        {
            fields = [.. fields.Where(field => field.Form?.Id == form)];
        }

        var values = new List<FieldValue>();
        var keys = new List<FieldPair>();
        var doubts = new Dictionary<string, string>(StringComparer.Ordinal);
        // Exact names first, so that "name" cannot take the field that "last name" needs.
        foreach (var pair in pairs.OrderByDescending(pair => fields.Select(field => ScoreOf(pair.Key, field)).DefaultIfEmpty().Max()))
        {
            var free = fields.Where(field => values.All(value => value.Ref != field.Ref)).ToList();
            if (NameParts.Of(pair, free) is { } parts)
            {
                values.AddRange(parts);
                keys.Add(pair);
                continue;
            }

            if (FieldFor(pair, free, doubts) is { } value)
            {
                values.Add(value);
                keys.Add(pair);
            }
        }

        // In order of the page: a country changes the states that come after it.
        var order = page.Elements.Select((element, index) => (element.Ref, index)).ToDictionary(entry => entry.Ref, entry => entry.index, StringComparer.Ordinal);
        return new FormMatch([.. values.OrderBy(value => order[value.Ref])], keys, doubts);
    }

    /// <summary>Why keys were left over, with the names of the fields there are.</summary>
    public string WhyNot(Observation page, IReadOnlyList<FieldPair> open)
    {
        var names = page.Elements.Where(element => element.IsField() && element.IsUsable()).Select(element => $"\"{(element.IsRadio() && element.Group.Length > 0 ? element.Group : element.Label())}\"").Distinct().Take(15).ToList();
        var reasons = open.Select(pair => Doubts.TryGetValue(pair.Key, out var doubt) ? doubt : $"no field for \"{pair.Key}\" is on the page.");
        return string.Join(' ', reasons) + (names.Count > 0 ? $" Fields there: {string.Join(", ", names)}." : " The page shows no field.");
    }

    private static FieldValue? FieldFor(FieldPair pair, List<PageElement> free, Dictionary<string, string> doubts)
    {
        var scored = free.Select(field => (Field: field, Score: ScoreOf(pair.Key, field))).Where(entry => entry.Score >= LeastScore).ToList();
        if (scored.Count == 0)
        {
            return null;
        }

        var best = scored.Max(entry => entry.Score);
        var top = scored.Where(entry => entry.Score == best).Select(entry => entry.Field).ToList();
        if (top.All(field => field.IsRadio()))
        {
            return RadioChoice(pair, top, doubts);
        }

        // "New password" asked for twice is confirmed with the same value by its own key; anything else alike is a doubt.
        if (top.Count > 1)
        {
            doubts[pair.Key] = $"several fields fit \"{pair.Key}\": {string.Join(", ", ElementFinder.Describe(top))}.";
            return null;
        }

        if (FieldText.Of(top[0], pair.Value) is { } text)
        {
            return new FieldValue(top[0].Ref, text);
        }

        doubts[pair.Key] = $"\"{(pair.IsSecret ? "***" : pair.Value)}\" is no value for \"{top[0].Label()}\".";
        return null;
    }

    private static FieldValue? RadioChoice(FieldPair pair, List<PageElement> group, Dictionary<string, string> doubts)
    {
        var found = ElementFinder.Choose(group, new Target(pair.Value), radio => NameScore.OfField(pair.Value, radio));
        if (found.Element is { } radio)
        {
            return new FieldValue(radio.Ref, "true");
        }

        doubts[pair.Key] = $"\"{pair.Key}\" has no choice \"{pair.Value}\", but {string.Join(", ", group.Select(choice => $"\"{choice.Label()}\""))}.";
        return null;
    }

    private static int ScoreOf(string key, PageElement field) => field.IsRadio()
        ? Math.Max(NameScore.OfField(key, field with { Name = field.Group, AutoComplete = "", Placeholder = "" }), NameScore.Of(key, field.Name) == 100 ? 88 : 0)
        : NameScore.OfField(key, field);

    private static string? FormOf(List<PageElement> fields, IReadOnlyList<FieldPair> pairs) => fields
        .Where(field => field.Form is not null)
        .GroupBy(field => field.Form!.Id, StringComparer.Ordinal)
        .Select(form => (form.Key, Fits: pairs.Count(pair => form.Any(field => ScoreOf(pair.Key, field) >= LeastScore)), Size: form.Count()))
        .Where(form => form.Fits > 0)
        .OrderByDescending(form => form.Fits).ThenByDescending(form => form.Size)
        .Select(form => form.Key).FirstOrDefault();
}
