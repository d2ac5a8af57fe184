using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Testing;

/// <summary>
/// Keeps a model's answers in files, so that a run with a real model becomes a test that needs no key: it records what goes through it,
/// or answers from what was recorded. A question that was never recorded fails with the difference to the nearest one.
/// </summary>
/// <param name="folder">Where the files are; one for each question.</param>
/// <param name="inner">Where questions go to when recording; null: only what is recorded is answered.</param>
/// <param name="secrets">Values that no file may hold.</param>
public sealed class Cassette(string folder, HttpMessageHandler? inner, params string[] secrets) : DelegatingHandler(inner ?? new HttpClientHandler())
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var question = CassetteText.Normal(await request.Content!.ReadAsStringAsync(cancellationToken), secrets);
        var file = Path.Combine(folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(question)))[..16]}.json");
        return inner is null ? await ReplayAsync(file, question, cancellationToken) : await RecordAsync(file, question, request, cancellationToken);
    }

    private async Task<HttpResponseMessage> RecordAsync(string file, string question, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await base.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var record = new JsonObject { ["question"] = question, ["status"] = (int)response.StatusCode, ["answer"] = CassetteText.Scrubbed(body, secrets) };
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(file, record.ToJsonString(Indented), cancellationToken);
        return Answer(response.StatusCode, body);
    }

    private async Task<HttpResponseMessage> ReplayAsync(string file, string question, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new InvalidOperationException($"The cassette {folder} has no answer to this question. {Nearest(question)}");
        }

        var record = JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken))!;
        return Answer((HttpStatusCode)record["status"]!.GetValue<int>(), record["answer"]!.GetValue<string>());
    }

    private string Nearest(string question)
    {
        var recorded = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json") : [];
        var nearest = recorded.Select(file => JsonNode.Parse(File.ReadAllText(file))!["question"]!.GetValue<string>())
            .MaxBy(known => known.AsSpan().CommonPrefixLength(question));
        return nearest is null ? "It is empty." : CassetteText.Difference(nearest, question);
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
