using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Llm.Planning;

namespace Skyvern.Server.Llm.Verification;

/// <summary>Asks a model, once and briefly, whether a claim of success holds; a verdict whose quote was never shown does not count.</summary>
internal sealed partial class LlmClaimVerifier(LlmClient client, IOptions<LlmOptions> settings, ILogger<LlmClaimVerifier> logger) : IClaimVerifier
{
    private const int MostTokens = 400;
    private const int MostTurns = 6;
    private static readonly AnswerFormat Format = new("verdict", "Whether the goal is reached.", VerdictReader.SchemaJson);

    private readonly LlmOptions _options = settings.Value;

    /// <inheritdoc />
    public async Task<ClaimVerdict?> VerifyAsync(ClaimQuestion question, CancellationToken cancellationToken)
    {
        var shown = Shown(question);
        var request = new LlmRequest(
            [LlmMessage.System(SystemPrompt.Verify), LlmMessage.User(Text(question, shown))], Format, Room(question), question.Run.Id)
        {
            Model = RequestedModel.Of(question.Run.Request, _options),
        };
        try
        {
            var reply = await client.AskAsync(request, cancellationToken);
            if (VerdictReader.Read(reply.Text, shown) is not { } verdict)
            {
                LogIgnored(question.Run.Id);
                return null;
            }

            return verdict with
            {
                Usage = reply.Usage,
                Exchange = new PlannerExchange(FaultSentence.Masked(request.Readable(false), _options), FaultSentence.Masked(reply.Text, _options)),
            };
        }
        catch (PlannerException e)
        {
            // A run that code judged as done is not undone because nobody could be asked.
            LogUnasked(question.Run.Id, e.Message);
            return null;
        }
    }

    // Reasoning models count their thoughts as part of the answer.
    private int Room(ClaimQuestion question) =>
        ModelProfiles.IsReasoning(RequestedModel.Of(question.Run.Request, _options) ?? _options.Model) ? _options.MaxOutputTokens : MostTokens;

    private static string Text(ClaimQuestion question, string shown) =>
        $"GOAL {question.Goal.Trim()}\nCLAIM {question.Reason.Trim()}\nOUTPUT {question.OutputJson ?? "none"}\n"
        + $"DOUBTS {(question.Doubts.Count == 0 ? "none" : string.Join("; ", question.Doubts))}\n{shown}";

    // All that the verdict may quote, fenced as what the site wrote.
    private static string Shown(ClaimQuestion question)
    {
        var nonce = RandomNumberGenerator.GetHexString(6, lowercase: true);
        var withActions = question.Run.Request.IncludeActionHistoryInVerification == true;
        var text = new StringBuilder();
        for (var turn = withActions ? 0 : Math.Max(0, question.History.Count - MostTurns); turn < question.History.Count; turn++)
        {
            var result = withActions ? question.History[turn].Result : string.Join('\n', question.History[turn].Changes);
            if (result.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"RESULT {turn + 1} PAGE{nonce}\n{result}\nEND{nonce}\n");
            }
        }

        return text.Append("OBSERVATION\n").Append(ObservationText.Render(question.Page, nonce)).ToString();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {RunId}: the model's verdict on the claim quoted nothing that it was shown, or could not be read; it is ignored.")]
    private partial void LogIgnored(string runId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {RunId}: no model could be asked about the claim: {Reason}")]
    private partial void LogUnasked(string runId, string reason);
}
