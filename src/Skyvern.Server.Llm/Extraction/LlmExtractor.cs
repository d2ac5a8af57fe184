using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Llm.Client;
using Skyvern.Server.Llm.Planning;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>Extracts data: by rules where the page is plain enough to need no model, else with one question for each part of the page.</summary>
internal sealed class LlmExtractor(IDataExtractor? rules, LlmClient client, IOptions<LlmOptions> settings) : IDataExtractor
{
    private const int MostParts = 8;

    private readonly LlmOptions _options = settings.Value;

    /// <inheritdoc />
    public async Task<ExtractionResult> ExtractAsync(ExtractionRequest request, CancellationToken cancellationToken)
    {
        if (rules is not null && request.Schema is { } schema && WholePageRequest.Is(request.What)
            && await rules.ExtractAsync(request, cancellationToken) is { Data: not null, Problem: null, IsCertain: true } found
            && RuleFinding.IsWhole(found.Data, schema))
        {
            return found;
        }

        var reading = await ReadAsync(request, PageParts.Of(request.Page), cancellationToken);
        return reading.TooLong ? (await ReadAsync(request, PageParts.Of(request.Page, PageParts.MostTokens / 2), cancellationToken)).Result : reading.Result;
    }

    private async Task<(ExtractionResult Result, bool TooLong)> ReadAsync(ExtractionRequest request, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        var links = new LinkRestorer(request.Page);
        var format = new AnswerFormat("extraction", "The data read from the page.", request.Schema is { } schema ? StrictSchema.For(schema) : null);
        var problems = new List<string>();
        var usage = TokenUsage.None;
        PlannerExchange? exchange = null;
        JsonNode? data = null;
        for (var part = 0; part < Math.Min(parts.Count, MostParts); part++)
        {
            var question = Question(request, parts, part, PartMerger.Entries(data), format);
            var (reply, answer) = await AskAsync(question, usage, cancellationToken);
            usage += reply.Usage;
            exchange = Exchange(question, reply);
            if (reply.Finish == LlmFinish.ContextTooLong)
            {
                return (new ExtractionResult(null, "The page is longer than the model takes.") { Usage = usage, Exchange = exchange }, true);
            }

            if (answer is null || reply.Finish == LlmFinish.Length)
            {
                problems.Add(answer is null
                    ? $"the model's answer for part {part + 1} held no data that could be read"
                    : $"the model's answer for part {part + 1} was cut at its limit");
            }

            data = PartMerger.Merge(data, links.Restore(answer?["data"]));
        }

        problems.AddRange(Problems(parts.Count, links.Invented, data));
        var problem = problems.Count == 0 ? null : string.Join("; ", problems);
        return (new ExtractionResult(PartMerger.HasData(data) ? data : null, problem) { Usage = usage, Exchange = exchange }, false);
    }

    private static IEnumerable<string> Problems(int parts, int invented, JsonNode? data)
    {
        if (parts > MostParts)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"only the first {MostParts} of {parts} parts of the page were read");
        }

        if (invented > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{invented} addresses that the page does not have were removed");
        }

        if (!PartMerger.HasData(data))
        {
            yield return "the page holds no such data";
        }
    }

    private async Task<(LlmReply Reply, JsonObject? Answer)> AskAsync(LlmRequest question, TokenUsage spent, CancellationToken cancellationToken)
    {
        try
        {
            return await AskTwiceAsync(question, cancellationToken);
        }
        catch (PlannerException e)
        {
            throw new PlannerException(e.Message, e.Category, e.ErrorCode, e.InnerException)
            {
                Usage = spent + e.Usage, Exchange = new PlannerExchange(FaultSentence.Masked(question.Readable(sawPicture: false), _options), ""),
            };
        }
    }

    private async Task<(LlmReply Reply, JsonObject? Answer)> AskTwiceAsync(LlmRequest question, CancellationToken cancellationToken)
    {
        var reply = await client.AskAsync(question, cancellationToken);
        var answer = AnswerReader.Read(reply.Text);
        if (reply.Finish == LlmFinish.ContextTooLong || answer is not null)
        {
            return (reply, answer);
        }

        var again = question with
        {
            Messages =
            [
                .. question.Messages,
                LlmMessage.Assistant(reply.Text.Length == 0 ? "{}" : reply.Text),
                LlmMessage.User("Your answer could not be read. Answer again with one JSON object {\"data\": ...} and nothing else."),
            ],
        };
        var second = await client.AskAsync(again, cancellationToken);
        return (second with { Usage = reply.Usage + second.Usage }, AnswerReader.Read(second.Text));
    }

    private LlmRequest Question(ExtractionRequest request, IReadOnlyList<string> parts, int part, int entries, AnswerFormat format)
    {
        var nonce = RandomNumberGenerator.GetHexString(6, lowercase: true);
        var what = request.What.Length > 0 ? request.What : request.Run.Request.Prompt;
        var kept = entries > 0 ? $" {entries} entries from earlier parts are already kept." : "";
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"WHAT {what}\nSCHEMA {request.Schema?.GetRawText() ?? "none"}\nURL {request.Page.Url}   TITLE {request.Page.Title}\nPART {part + 1}/{parts.Count}.{kept}\nPAGE{nonce}\n{parts[part]}END{nonce}");
        return new LlmRequest([LlmMessage.System(SystemPrompt.Extract), LlmMessage.User(text)], format, _options.MaxExtractTokens, request.Run.Id)
        {
            Model = RequestedModel.Of(request.Run.Request, _options),
        };
    }

    private PlannerExchange Exchange(LlmRequest question, LlmReply reply) =>
        new(FaultSentence.Masked(question.Readable(sawPicture: false), _options), FaultSentence.Masked(reply.Text, _options));
}
