using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Drafts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Llm.Planning;

namespace Skyvern.Server.Llm.Drafts;

/// <summary>Has a model make a task of a goal, by one question.</summary>
internal sealed class LlmTaskDrafter(LlmClient client, IOptions<LlmOptions> options) : ITaskDrafter
{
    private const string CacheKey = "task-draft";

    private static readonly AnswerFormat Format = new("task", "The task made of the goal.", DraftReader.SchemaJson);

    /// <inheritdoc />
    public async Task<TaskDraft?> DraftAsync(string goal, CancellationToken cancellationToken)
    {
        var question = new LlmRequest(
            [LlmMessage.System(SystemPrompt.Draft), LlmMessage.User($"GOAL {goal.Trim()}")], Format, options.Value.MaxOutputTokens, CacheKey);
        var reply = await client.AskAsync(question, cancellationToken);
        return DraftReader.Read(reply.Text)
            ?? throw new PlannerException("The language model's answer could not be read as a task. Try again, or write the task by hand.", FailureCategory.Llm);
    }
}
