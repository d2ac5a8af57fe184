using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Verification;
using Skyvern.Server.Egress;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.Verification;

/// <summary>Asks a totp_url: a signed POST that names the run, answered by <c>{"verification_code": "123456"}</c>.</summary>
internal sealed class TotpUrlClient(IHttpClientFactory clients, SigningSecrets secrets, IOptions<OtpOptions> options, TimeProvider time) : ITotpUrl
{
    private const int LongestAnswer = TotpCodeService.LongestContent;

    public async Task<OtpAnswer> AskAsync(TaskRun run, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(run.Request.TotpUrl, UriKind.Absolute, out var address))
        {
            return new OtpAnswer(OtpAnswerKind.Impossible, "the address is not valid.");
        }

        if (await secrets.FindAsync(run, cancellationToken) is not { } key)
        {
            return new OtpAnswer(OtpAnswerKind.Impossible, "the organization has no valid API key left that could sign the request.");
        }

        var body = BodyOf(run);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.RequestSeconds), time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var client = clients.CreateClient(GuardedHttp.ClientName);
        using var request = SignedBody.Of(body, key, time.GetUtcNow()).ToPost(address);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseContentRead, patience.Token);
            return await ReadAsync(response, patience.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new OtpAnswer(OtpAnswerKind.Fault, $"no answer came within {options.Value.RequestSeconds:0.#} s.");
        }
        catch (Exception e) when (e is AddressRefusedException || e.InnerException is AddressRefusedException)
        {
            return new OtpAnswer(OtpAnswerKind.Impossible, (e as AddressRefusedException ?? e.InnerException!).Message);
        }
        catch (HttpRequestException e)
        {
            var isRefusedConnection = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError || e.InnerException is SocketException;
            return new OtpAnswer(isRefusedConnection ? OtpAnswerKind.Unreachable : OtpAnswerKind.Fault, $"no connection to {address.Authority}: {e.Message}");
        }
        catch (IOException e)
        {
            return new OtpAnswer(OtpAnswerKind.Unreachable, $"no connection to {address.Authority}: {e.Message}");
        }
    }

    /// <summary>Only the ids that the run has.</summary>
    private static byte[] BodyOf(TaskRun run)
    {
        var ids = new JsonObject { ["task_id"] = run.Id };
        if (run.WorkflowRunId is { } workflowRun)
        {
            ids["workflow_run_id"] = workflowRun;
            ids["workflow_permanent_id"] = run.WorkflowPermanentId;
        }

        return JsonSerializer.SerializeToUtf8Bytes(ids);
    }

    private static async Task<OtpAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode != System.Net.HttpStatusCode.OK)
        {
            return new OtpAnswer(OtpAnswerKind.Fault, $"it answers with status {(int)response.StatusCode}.");
        }

        var type = response.Content.Headers.ContentType?.MediaType;
        if (type is null || !(type.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase)))
        {
            return new OtpAnswer(OtpAnswerKind.Fault, $"it answers with {type ?? "no content type"} in place of JSON.");
        }

        try
        {
            var answer = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken)) as JsonObject;
            return answer is null ? new OtpAnswer(OtpAnswerKind.Fault, "its JSON is no object.") : Read(answer["verification_code"]);
        }
        catch (JsonException)
        {
            return new OtpAnswer(OtpAnswerKind.Fault, "its answer is not valid JSON.");
        }
    }

    private static OtpAnswer Read(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => new OtpAnswer(OtpAnswerKind.NotYet),

        // Some send the code as a number.
        JsonValueKind.String or JsonValueKind.Number => value.ToString().Trim() switch
        {
            "" => new OtpAnswer(OtpAnswerKind.NotYet),
            { Length: > LongestAnswer } => new OtpAnswer(OtpAnswerKind.Fault, $"verification_code is longer than {LongestAnswer} characters."),
            var text => new OtpAnswer(OtpAnswerKind.Value, text),
        },
        _ => new OtpAnswer(OtpAnswerKind.Fault, "verification_code is no text."),
    };
}
