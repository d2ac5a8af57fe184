using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine.Drafts;

/// <summary>Makes a task of a goal in plain words.</summary>
public interface ITaskDrafter
{
    /// <summary>The task; null when nothing can be told of the goal.</summary>
    /// <param name="goal">The goal, without secrets.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PlannerException">Nobody could be asked, or the answer could not be read.</exception>
    Task<TaskDraft?> DraftAsync(string goal, CancellationToken cancellationToken);
}

/// <summary>A task made of a goal.</summary>
/// <param name="NavigationGoal">What is to be done.</param>
public sealed record TaskDraft(string NavigationGoal)
{
    /// <summary>Where to start; null: nothing says so.</summary>
    public string? Url { get; init; }

    /// <summary>Data for forms; null: none is named.</summary>
    public JsonNode? NavigationPayload { get; init; }

    /// <summary>What to extract, in words; null: nothing.</summary>
    public string? DataExtractionGoal { get; init; }

    /// <summary>The shape of that data; null: none can be told.</summary>
    public JsonNode? Schema { get; init; }

    /// <summary>A label for people.</summary>
    public string? Title { get; init; }
}
