using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Turns a page into data of a schema.</summary>
public interface IDataExtractor
{
    /// <summary>Extracts; a problem is a value, not an exception, unless no model answer can be had at all.</summary>
    /// <exception cref="PlannerException">The model could not be asked.</exception>
    Task<ExtractionResult> ExtractAsync(ExtractionRequest request, CancellationToken cancellationToken);
}

/// <summary>What to extract.</summary>
/// <param name="Run">The run.</param>
/// <param name="What">In words.</param>
/// <param name="Schema">JSON Schema in normal form (see SchemaNormalizer), or null: free form.</param>
/// <param name="Page">The page.</param>
public sealed record ExtractionRequest(TaskRun Run, string What, JsonElement? Schema, PageContent Page);

/// <summary>What was extracted.</summary>
/// <param name="Data">The data; null when none was found.</param>
/// <param name="Problem">Why there is none or why it is doubtful; null when whole.</param>
public sealed record ExtractionResult(JsonNode? Data, string? Problem = null)
{
    /// <summary>Whether it is certain that this is what was asked for: one source of the page holds it all, and no other could be meant.</summary>
    public bool IsCertain { get; init; } = true;

    /// <summary>Tokens spent.</summary>
    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>Prompt and reply, when a model was asked.</summary>
    public PlannerExchange? Exchange { get; init; }
}
