using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Diagnostics;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Llm.Client;

/// <summary>Asks a model, and copes with what endpoints do: rates, faults, parameters they do not know, forms they cannot give.</summary>
internal sealed partial class LlmClient(ChatTransport transport, IOptions<LlmOptions> settings, ServerMetrics metrics, TimeProvider time, ILogger<LlmClient> logger)
{
    private const int MostForms = 16;

    private readonly LlmOptions _options = settings.Value;
    private readonly ModelProfiles _profiles = new(settings.Value);
    private readonly RequestBody _body = new(settings.Value);

    /// <summary>What became of the last question; null when none was asked.</summary>
    public ModelAnswer? Last { get; private set; }

    /// <summary>The answer; empty, cut and over-long ones are answers too.</summary>
    /// <exception cref="PlannerException">There is none, and the message says why in the provider's words.</exception>
    public async Task<LlmReply> AskAsync(LlmRequest request, CancellationToken cancellationToken)
    {
        var model = ModelFor(request.Model);
        var (reply, error) = await AskModelAsync(request, model, cancellationToken);
        var spent = TokenUsage.None;
        if (reply is null or { IsWithheld: true } && _options.FallbackModel is { Length: > 0 } fallback && fallback != model)
        {
            LogFallback(model, fallback, error?.Status ?? 200);
            spent = reply?.Usage ?? spent;
            model = fallback;
            (reply, error) = await AskModelAsync(request, model, cancellationToken);
        }

        if (reply is { Finish: LlmFinish.Filtered, IsWithheld: true })
        {
            spent += reply.Usage;
            error = new ProviderError(ProviderErrorKind.Filtered, 200, "the answer was withheld", null);
            reply = null;
        }

        return reply is null
            ? throw new PlannerException(FaultSentence.For(error!, model, _options), FailureCategory.Llm, "LLM_ERROR") { Usage = spent }
            : reply with { Usage = spent + reply.Usage };
    }

    private async Task<(LlmReply? Reply, ProviderError? Error)> AskModelAsync(LlmRequest request, string model, CancellationToken cancellationToken)
    {
        using var call = new ModelCall(metrics.Model, _options, model, request.MaxTokens, time);
        var (reply, error) = await TryModelAsync(request, model, cancellationToken);
        if (reply is not null)
        {
            call.Answered(reply);
        }
        else
        {
            call.Refused(error!);
        }

        Last = new ModelAnswer(time.GetUtcNow(), error is null or { Kind: ProviderErrorKind.Filtered } ? null : error.Status);
        return (reply, error);
    }

    private async Task<(LlmReply? Reply, ProviderError? Error)> TryModelAsync(LlmRequest request, string model, CancellationToken cancellationToken)
    {
        var profile = _profiles.Of(model);
        var retries = new RetryBudget(time);
        for (var forms = 1; ;)
        {
            var answer = await transport.SendAsync(model, _body.Write(request, model, profile), cancellationToken);
            if (answer.IsSuccess && LlmReplyReader.TryRead(answer.Body, model) is { } reply)
            {
                _profiles.Remember(model, profile);
                return (reply with { SawPicture = request.HasPicture && profile.TakesPictures }, null);
            }

            var error = ProviderError.Read(answer);
            if (error.Kind == ProviderErrorKind.ContextTooLong)
            {
                return (new LlmReply(error.Words, LlmFinish.ContextTooLong, TokenUsage.None), null);
            }

            if (error.Kind == ProviderErrorKind.Unsupported && forms < MostForms
                && ProfileAdapter.Next(profile, error, request.HasPicture, _options) is { } next)
            {
                forms++;
                LogOtherForm(model, error.Status, next.Mode, next.TakesPictures);
                profile = next;
                continue;
            }

            if (error.Kind != ProviderErrorKind.Transient || !await retries.TryWaitAsync(answer.RetryAfter, cancellationToken))
            {
                LogFault(model, error.Status, retries.Tries);
                return (null, error);
            }

            metrics.Retried("model");
        }
    }

    private string ModelFor(string? wanted) => wanted is not null && _options.ModelNames.Contains(wanted) ? wanted : _options.Model;

    [LoggerMessage(Level = LogLevel.Information, Message = "The endpoint of model {Model} refused the form of a request ({Status}); trying another, output mode {Mode}, pictures {Pictures}.")]
    private partial void LogOtherForm(string model, int status, LlmOutputMode mode, bool pictures);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} gave no answer (status {Status}, {Tries} tries).")]
    private partial void LogFault(string model, int status, int tries);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Model {Model} cannot be used (status {Status}); asking {Fallback}.")]
    private partial void LogFallback(string model, string fallback, int status);
}
