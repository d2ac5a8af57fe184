using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Llm.Planning;
using Skyvern.Server.Llm.Replies;

namespace Skyvern.Server.Llm;

/// <summary>Plans each step of one run with one question to a model; a reply that cannot be used is asked for once more.</summary>
internal sealed partial class LlmPlanner(TaskRun run, LlmClient client, IOptions<LlmOptions> settings, ILogger<LlmPlanner> logger) : IStepPlanner
{
    private const int MostOfBadReply = 2000;
    private const int MostHalvings = 3;
    private static readonly AnswerFormat Format = new("step", "What to do next in the browser.", StepSchema.Json);

    private readonly PromptBuilder _prompts = new();
    private readonly LlmOptions _options = settings.Value;
    private readonly string? _model = RequestedModel.Of(run.Request, settings.Value);
    private int _room = settings.Value.MaxOutputTokens;
    private bool _hasSubgoals;

    /// <inheritdoc />
    public async Task<StepPlan> NextAsync(PlanningContext context, CancellationToken cancellationToken)
    {
        var (request, reply) = await FirstAsync(context, cancellationToken);
        var (plan, problem) = Judge(reply, context);
        var usage = reply.Usage;
        if (plan is null)
        {
            LogAskedAgain(run.Id);
            request = Again(request, reply, problem!);
            reply = await AskAsync(request, usage, cancellationToken);
            usage += reply.Usage;
            (plan, problem) = Judge(reply, context);
            plan ??= reply.Finish == LlmFinish.ContextTooLong ? null : ReplyRepair.Read(reply.Text).Plan;
        }

        var exchange = Exchange(request, reply);
        if (plan is null)
        {
            throw new UnusableReplyException($"The model's reply could not be used: {problem}") { Usage = usage, Exchange = exchange };
        }

        plan = WithSubgoalsOnce(plan, context);
        return plan with { Reply = StepWriter.Write(plan), Usage = usage, Exchange = exchange };
    }

    // Subgoals are set once; models like to repeat them, and each time they would cost tokens in every later prompt.
    private StepPlan WithSubgoalsOnce(StepPlan plan, PlanningContext context)
    {
        var first = !_hasSubgoals && context.KeepsSubgoals;
        _hasSubgoals |= plan.Subgoals is not null;
        return first ? plan : plan with { Subgoals = null };
    }

    private async Task<(LlmRequest Request, LlmReply Reply)> FirstAsync(PlanningContext context, CancellationToken cancellationToken)
    {
        var request = new LlmRequest(_prompts.Build(context), Format, _room, run.Id) { Model = _model };
        var reply = await AskAsync(request, TokenUsage.None, cancellationToken);
        for (var halvings = 0; reply.Finish == LlmFinish.ContextTooLong && halvings < MostHalvings; halvings++)
        {
            LogShrunk(run.Id);
            _prompts.Shrink(context);
            context = context with { Picture = null };
            request = request with { Messages = _prompts.Build(context) };
            reply = await AskAsync(request, TokenUsage.None, cancellationToken);
        }

        return reply.Finish != LlmFinish.ContextTooLong ? (request, reply) : throw new PlannerException(
            $"The prompt is longer than the model takes, even with little of the page: {FaultSentence.Masked(reply.Text, _options)}", FailureCategory.Llm, "LLM_ERROR")
        {
            Exchange = Exchange(request, reply),
        };
    }

    private async Task<LlmReply> AskAsync(LlmRequest request, TokenUsage spent, CancellationToken cancellationToken)
    {
        try
        {
            return await client.AskAsync(request, cancellationToken);
        }
        catch (PlannerException e)
        {
            throw new PlannerException(e.Message, e.Category, e.ErrorCode, e.InnerException) { Usage = spent + e.Usage, Exchange = Exchange(request, null) };
        }
    }

    private static (StepPlan? Plan, string? Problem) Judge(LlmReply reply, PlanningContext context)
    {
        if (reply.Finish == LlmFinish.ContextTooLong)
        {
            return (null, "the prompt became too long for the model");
        }

        var (plan, problem) = ReplyRepair.Read(reply.Text);
        if (plan is null)
        {
            return (null, reply.Finish switch
            {
                LlmFinish.Length => $"{problem} It was cut at the limit of tokens: answer much shorter.",
                LlmFinish.Declined => $"You declined: {reply.Text}",
                _ => problem,
            });
        }

        return context.StepNumber >= context.MaxSteps && plan.Actions is not [DoneAction]
            ? (null, "This is the last step: only done is allowed, alone.")
            : (plan, null);
    }

    private LlmRequest Again(LlmRequest request, LlmReply reply, string problem)
    {
        if (reply.Finish == LlmFinish.Length)
        {
            // A reasoning model may spend all its tokens before it says a word: from now on there is more room.
            _room = _options.MaxOutputTokens * 3;
        }

        return request with
        {
            Messages =
            [
                .. request.Messages,
                LlmMessage.Assistant(reply.Text.Length == 0 ? "{}" : reply.Text.Length > MostOfBadReply ? reply.Text[..MostOfBadReply] : reply.Text),
                LlmMessage.User($"Your answer could not be used: {problem} Answer again with one JSON object of the form given at the start, and nothing else."),
            ],
            MaxTokens = _room,
        };
    }

    private PlannerExchange Exchange(LlmRequest request, LlmReply? reply) =>
        new(FaultSentence.Masked(request.Readable(reply?.SawPicture ?? false), _options), FaultSentence.Masked(reply?.Text ?? "", _options));

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: the model's reply could not be used; asking once more.")]
    private partial void LogAskedAgain(string runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {RunId}: the prompt was too long for the model; sending half of the page from now on.")]
    private partial void LogShrunk(string runId);
}
