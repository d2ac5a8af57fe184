namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>Joins clauses that belong together: data with the form it is for, credentials with the log-in, repeated extractions.</summary>
internal static class ClauseJoin
{
    /// <summary>The goal with joined clauses; unread when something is left that belongs to nothing.</summary>
    public static Goal Join(IReadOnlyList<Clause> clauses, string wholeGoal)
    {
        var joined = new List<Clause>();
        foreach (var clause in clauses)
        {
            switch (clause)
            {
                case DataClause data when !TryTakeIn(joined, data):
                    return new Goal([], data.ToString());
                case DataClause:
                    break;
                case FillClause { WholeForm: true, Pairs.Count: > 0 } fill when joined.FindIndex(earlier => earlier is FillClause { Pairs.Count: 0 }) is >= 0 and var at:
                    joined[at] = fill;
                    break;
                case ExtractClause { What: var what } when IsPronoun(what) && joined.Any(earlier => earlier is ExtractClause):
                    break;
                default:
                    joined.Add(clause);
                    break;
            }
        }

        for (var i = 0; i < joined.Count; i++)
        {
            if (joined[i] is FillClause { Pairs.Count: 0 })
            {
                return new Goal([], joined.Count == 1 ? wholeGoal : "fill the form");
            }

            if (joined[i] is LogInClause { User: not null, Password: null })
            {
                return new Goal([], $"{joined[i]} without a password");
            }

            if (joined[i] is LogInClause { User: null } && !joined.Take(i).OfType<FillClause>().Any(fill => fill.Pairs.Any(pair => pair.IsSecret)))
            {
                return new Goal([], "log in");
            }
        }

        return joined.Count == 0 ? new Goal([], wholeGoal) : new Goal(joined, null);
    }

    private static bool TryTakeIn(List<Clause> joined, DataClause data)
    {
        for (var i = joined.Count - 1; i >= 0; i--)
        {
            if (joined[i] is FillClause fill)
            {
                joined[i] = fill with { Pairs = [.. fill.Pairs, .. data.Pairs] };
                return true;
            }

            if (joined[i] is LogInClause { Password: null } logIn && data.Pairs.All(pair => pair.IsSecret || IsUser(pair.Key)))
            {
                joined[i] = new LogInClause(
                    data.Pairs.FirstOrDefault(pair => !pair.IsSecret)?.Value ?? logIn.User,
                    data.Pairs.FirstOrDefault(pair => pair.IsSecret)?.Value);
                return true;
            }
        }

        return false;
    }

    private static bool IsUser(string key) =>
        FieldSynonyms.AreSame(Wording.Normalize(key), "user name") || FieldSynonyms.AreSame(Wording.Normalize(key), "email") || Wording.Normalize(key) is "email" or "username";

    private static bool IsPronoun(string what) =>
        Wording.Normalize(what) is "it" or "them" or "the data" or "the result" or "the results" or "the output" or "the extracted data" or "this" or "these";
}
