using System.Diagnostics;
using System.Text;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Core.Webhooks;
using Skyvern.Server.Requests;

namespace Skyvern.Server.Webhooks;

/// <summary>Shows what a run's webhook is, and sends it once while the caller waits. Durable deliveries are not touched by it.</summary>
internal sealed class WebhookTrial(
    IWebhookStore deliveries, IWebhookBodyBuilder bodies, SigningSecrets secrets, WebhookSender sender, IAddressPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What is sent for a run: the bytes of its delivery, if they are fixed already. Null when no key is left to sign with.</summary>
    public async Task<SignedBody?> PrepareAsync(TaskRun run, CancellationToken cancellationToken)
    {
        var body = await deliveries.FindBodyAsync(run.Id, cancellationToken) ?? await bodies.BuildAsync(run, cancellationToken);
        return await secrets.FindAsync(run, cancellationToken) is { } key ? SignedBody.Of(body, key, time.GetUtcNow()) : null;
    }

    /// <summary>Why an address cannot be used; else its normal form.</summary>
    public (Uri? Address, string? Refusal) Check(string url) =>
        !WebAddress.TryNormalise(url, out var address, out var problem) ? (null, $"The webhook address {problem}.")
        : policy.Check(address) is { Allowed: false } decision ? (null, $"The webhook address is refused: {decision.Reason}")
        : (address, null);

    /// <summary>Sends a run's webhook once more; what became of it is noted with the run if it went to the run's own address.</summary>
    public async Task<(WebhookResult Result, int Milliseconds)> SendAgainAsync(
        TaskRun run, Uri address, SignedBody body, CancellationToken cancellationToken)
    {
        var sent = await SendAsync(address, body, cancellationToken);
        if (address.AbsoluteUri == run.Request.WebhookUrl)
        {
            var attempt = new WebhookAttempt
            {
                RunId = run.Id,
                At = time.GetUtcNow(),
                StatusCode = sent.Result.StatusCode,
                Error = sent.Result.Error,
                Milliseconds = sent.Milliseconds,
                IsByHand = true,
            };
            await deliveries.RecordTrialAsync(attempt, CancellationToken.None);
        }

        return sent;
    }

    /// <summary>Sends once and tells what came back.</summary>
    public async Task<(WebhookResult Result, int Milliseconds)> SendAsync(Uri address, SignedBody body, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await sender.SendAsync(address.AbsoluteUri, body, Patience, readsAnswer: true, cancellationToken);
        return (result, (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>The body as text.</summary>
    public static string TextOf(SignedBody body) => Encoding.UTF8.GetString(body.Bytes);
}
