using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Fuzz;

/// <summary>Malformed requests to every endpoint that the server has: never a fault of the server, always the one error shape.</summary>
public sealed partial class MalformedRequestTests
{
    private const int Seed = 20_260_301;
    private const int LeastPerFamily = 10;

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task Request_MalformedInAnyWay_IsRefusedInTheOneShape(DatabaseProvider provider)
    {
        await using var server = await BrowserlessServer.StartAsync(provider);
        var ids = await IdsAsync(server);
        using var http = Connect(server);
        var problems = new List<string>();
        var families = new Dictionary<string, int>();

        foreach (var target in FuzzTarget.Of(server.Services))
        {
            // Each endpoint has a seed of its own, so that a new endpoint does not change what the others are sent.
            var random = new Random(Seed ^ target.Name.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter)));
            foreach (var mutation in Mutations(target, random))
            {
                families[target.Family] = families.GetValueOrDefault(target.Family) + 1;
                var request = mutation.Spoil(random, target, Good(target, ids));
                if (await ProblemAsync(http, server, request) is { } problem)
                {
                    problems.Add($"{target.Name} [{mutation.Name}] {request}\n    {problem}");
                }
            }
        }

        Assert.True(problems.Count == 0, $"{problems.Count} answers:\n{string.Join('\n', problems)}");
        Assert.All(families, family => Assert.True(family.Value >= LeastPerFamily, family.Key));
        Assert.InRange(families.Count, 8, 40);
    }

    private static Mutation[] Mutations(FuzzTarget target, Random random)
    {
        Mutation[] fitting =
        [
            .. RequestMutations.ForAll, .. target.HasParameters ? RequestMutations.ForIds : [], .. target.TakesBody ? BodyMutations.All : [],
        ];
        random.Shuffle(fitting);
        return fitting;
    }

    private static FuzzRequest Good(FuzzTarget target, IReadOnlyDictionary<string, string> ids)
    {
        var request = new FuzzRequest(target.Method, target.Path(name => ids.GetValueOrDefault(name, "x_1")));
        return target.TakesBody
            ? request with { Body = Encoding.UTF8.GetBytes(target.Example?.ToJsonString() ?? "{\"some_field\":1}"), ContentType = "application/json" }
            : request;
    }

    /// <summary>What is wrong with the answer; null: nothing.</summary>
    private static async Task<string?> ProblemAsync(HttpClient http, ServerFactory server, FuzzRequest request)
    {
        using var message = request.ToMessage(server.Address);
        if (!message.Headers.Contains("x-api-key"))
        {
            message.Headers.Add("x-api-key", server.ApiKey);
        }

        using var answer = await http.SendAsync(message);
        var (status, text) = ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        if (request.IsNoHttp && text.Length == 0)
        {
            return status is 400 or 404 ? null : $"{status} to what is no HTTP";
        }

        var problem = status switch
        {
            503 => ShapeProblem(status, answer, text),
            >= 500 => "a fault of the server",
            >= 400 => ShapeProblem(status, answer, text),
            >= 300 => "a redirect",
            204 => text.Length > 0 ? "a body" : null,
            _ => text.Length == 0 ? "an empty answer" : null,
        };
        return problem is null ? null : $"{status}: {problem}: {(text.Length > 400 ? text[..400] : text)}";
    }

    private static string? ShapeProblem(int status, HttpResponseMessage answer, string text)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return $"content type {answer.Content.Headers.ContentType}";
        }

        if (Inside().IsMatch(text) || text.Contains(Repository.PathOf(), StringComparison.Ordinal))
        {
            return "tells of the inside";
        }

        try
        {
            var error = JsonElement.Parse(text);
            var kind = error.GetProperty("detail").ValueKind;
            return error.GetProperty("status").GetInt32() != status ? "another status in the body"
                : kind != (status == 422 ? JsonValueKind.Array : JsonValueKind.String) && !(status == 422 && kind == JsonValueKind.String) ? "no detail"
                : kind == JsonValueKind.Array && (error.GetProperty("detail").GetArrayLength() == 0 || !error.GetProperty("detail").EnumerateArray().All(IsFault)) ? "faults without a place"
                : string.IsNullOrEmpty(error.GetProperty("title").GetString()) || !TraceId().IsMatch(error.GetProperty("trace_id").GetString()!) ? "no title or trace"
                : status == 405 && answer.Content.Headers.Allow.Count == 0 ? "no Allow"
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"not the one shape ({e.Message})";
        }
    }

    private static bool IsFault(JsonElement fault) =>
        fault.GetProperty("type").GetString() is { Length: > 0 } && fault.GetProperty("msg").GetString() is { Length: > 0 }
        && fault.GetProperty("loc")[0].GetString() is "body" or "query" or "path" or "header";

    private static async Task<IReadOnlyDictionary<string, string>> IdsAsync(ServerFactory server)
    {
        var run = await server.Client.RunTaskAsync(new() { Prompt = "p" });
        var story = await RunStory.TakeAsync(server, run.RunId);
        await story.AddStepAsync();
        var artifact = await story.AddArtifactAsync("screenshot_action", ".jpg", "picture");
        await story.EndAsync(new RunResult(RunStatus.Completed) { OutputJson = "{}" });
        return new Dictionary<string, string>
        {
            ["runId"] = run.RunId, ["taskId"] = run.RunId, ["entityId"] = run.RunId, ["entity"] = "task", ["stepId"] = story.StepId, ["artifactId"] = artifact.Id,
        };
    }

    private static HttpClient Connect(ServerFactory server) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    {
        BaseAddress = server.Address,
        Timeout = TimeSpan.FromMinutes(1),
    };

    [GeneratedRegex(@"   at |Exception\b|\.cs:line|/home/|/src/|Npgsql|SQLite|Microsoft\.|System\.")]
    private static partial Regex Inside();

    [GeneratedRegex("^[0-9a-f]{16,32}$")]
    private static partial Regex TraceId();
}
