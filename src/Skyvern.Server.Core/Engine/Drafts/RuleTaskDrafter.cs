using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Engine.Rules.Clauses;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Drafts;

/// <summary>Drafts without a model: the address that a goal names, and what the clauses say that the rules can read. The rest stays open.</summary>
internal sealed partial class RuleTaskDrafter : ITaskDrafter
{
    private const int LongestTitle = 60;

    /// <inheritdoc />
    public Task<TaskDraft?> DraftAsync(string goal, CancellationToken cancellationToken)
    {
        var url = StartAddress.Of(new TaskRequest { Prompt = goal, Engine = "" });
        var read = GoalReader.Read(goal);
        if (url is null && read.Unread is not null)
        {
            return Task.FromResult<TaskDraft?>(null);
        }

        var clauses = read.Unread is null ? read.Clauses : [];
        var pairs = clauses.SelectMany(clause => clause switch
        {
            FillClause fill => fill.Pairs,
            DataClause data => data.Pairs,
            _ => [],
        }).DistinctBy(pair => pair.Key).ToList();
        var wanted = clauses.OfType<ExtractClause>().Select(clause => clause.What).ToList();
        return Task.FromResult<TaskDraft?>(new TaskDraft(goal.Trim())
        {
            Url = url,
            NavigationPayload = pairs.Count == 0 ? null : new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
            DataExtractionGoal = wanted.Count == 0 ? null : $"Extract {string.Join(", ", wanted)}",
            Title = TitleOf(goal),
        });
    }

    private static string TitleOf(string goal)
    {
        var first = Blanks().Replace(SentenceEnd().Split(goal.Trim(), 2)[0], " ");
        return first.Length <= LongestTitle ? first : first[..(LongestTitle - 1)].TrimEnd() + "…";
    }

    [GeneratedRegex(@"[.!?;]\s|[\r\n]")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
