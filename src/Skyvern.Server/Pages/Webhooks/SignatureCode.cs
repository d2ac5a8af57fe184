using Skyvern.Server.Pages.Snippets;

namespace Skyvern.Server.Pages.Webhooks;

/// <summary>How a receiver proves that a webhook comes from this server.</summary>
internal static class SignatureCode
{
    private const string CSharp =
        """
        using Skyvern.Client;

        app.MapPost("/webhook", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body); // the bytes as they came
            var secret = Environment.GetEnvironmentVariable("SKYVERN_WEBHOOK_SECRET")!;
            var signature = request.Headers[WebhookSignature.Header].ToString();
            if (WebhookSignature.Read(body.ToArray(), signature, secret) is not { } webhook)
            {
                return Results.StatusCode(403);
            }

            Console.WriteLine($"{webhook.RunId} is {webhook.Status}");
            return Results.Ok();
        });
        """;

    private const string Python =
        """
        import hashlib
        import hmac
        import json
        import os


        def read(body: bytes, headers) -> dict:
            secret = os.environ["SKYVERN_WEBHOOK_SECRET"].encode()
            expected = hmac.new(secret, body, hashlib.sha256).hexdigest()
            if not hmac.compare_digest(expected, headers.get("x-skyvern-signature", "")):
                raise PermissionError("not signed by this server")
            return json.loads(body)
        """;

    /// <summary>The check in every language.</summary>
    public static IReadOnlyList<RequestSnippet> All { get; } =
        [new("csharp", "C#", CSharp.ReplaceLineEndings("\n")), new("python", "Python", Python.ReplaceLineEndings("\n"))];
}
