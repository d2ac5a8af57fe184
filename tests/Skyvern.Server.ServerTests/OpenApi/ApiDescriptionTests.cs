using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Client.Json;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.ServerTests.OpenApi;

/// <summary>What is said about the endpoints, held against the endpoints that the running server has.</summary>
[Collection(ApiTests.Name)]
public sealed partial class ApiDescriptionTests(ApiServer api)
{
    /// <summary>Operations whose answer with status 200 has no example, by the name of their first path.</summary>
    private static readonly Dictionary<string, string> WithoutExample = new()
    {
        ["CancelRun"] = "answers null",
        ["DeleteWorkflow"] = "answers null",
        ["DeleteWorkflowByMethod"] = "answers null",
        ["Heartbeat"] = "answers a text",
        ["GetArtifactContent"] = "answers bytes",
        ["GetFileContent"] = "answers bytes",
        ["StreamRunEvents"] = "answers events one after the other, each as of ListRunEvents",
        ["GetBrowserSessionDevTools"] = "is a WebSocket",
    };

    [Fact]
    public void Routes_OfTheServer_AreAllInTheExamplesToSend()
    {
        var calls = Calls().Matches(Repository.Read("docs", "api.http"))
            .Select(match => (Method: match.Groups["method"].Value, Path: match.Groups["path"].Value)).ToList();

        var missing = Endpoints().SelectMany(Methods)
            .Where(route => !calls.Any(call => call.Method == route.Method && Matches(route.Endpoint, call.Path)))
            .Select(route => $"{route.Method} {route.Endpoint.RoutePattern.RawText}");

        var list = string.Join(", ", missing);
        Assert.True(list.Length == 0, $"docs/api.http has no example of these, nor names them in a line \"# Also:\": {list}");
    }

    [Fact]
    public void Calls_OfTheExamplesToSend_AreAllRoutesOfTheServer()
    {
        var routes = Endpoints().SelectMany(Methods).ToList();
        var unknown = Calls().Matches(Repository.Read("docs", "api.http"))
            .Where(call => !routes.Any(route => route.Method == call.Groups["method"].Value && Matches(route.Endpoint, call.Groups["path"].Value)))
            .Select(call => call.Value);

        Assert.Empty(unknown);
    }

    [Fact]
    public void Routes_OfTheApi_HaveASummary() => Assert.Empty(
        Endpoints().Where(endpoint => !IsHealth(endpoint) && string.IsNullOrEmpty(endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary))
            .Select(endpoint => endpoint.RoutePattern.RawText));

    [Fact]
    public async Task Operations_OfTheDocument_HaveExamplesOfBodyAndAnswer()
    {
        var document = JsonElement.Parse(await api.Server.Http.GetStringAsync("/swagger/v1/swagger.json"));
        var missing = new List<string>();
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()))
        {
            var name = operation.Value.GetProperty("operationId").GetString()!.TrimEnd("0123456789".ToCharArray());
            if (operation.Value.TryGetProperty("requestBody", out var body) && !HasExample(body))
            {
                missing.Add($"{name}: body");
            }

            if (operation.Value.GetProperty("responses").TryGetProperty("200", out var answer) && !HasExample(answer) && !WithoutExample.ContainsKey(name))
            {
                missing.Add($"{name}: answer");
            }
        }

        Assert.True(missing.Count == 0, $"Without an example: {string.Join(", ", missing.Distinct())}");
    }

    [Fact]
    public void Examples_OfBodiesAndAnswers_FitTheirRecords()
    {
        var faults = new List<string>();
        foreach (var endpoint in Endpoints())
        {
            if (endpoint.Metadata.GetMetadata<RequestBodyExample>() is { } body)
            {
                faults.AddRange(Misfits(body.File, body.Read(), body.Body));
            }

            foreach (var example in endpoint.Metadata.GetOrderedMetadata<ResponseExample>())
            {
                var type = endpoint.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Last(answer => answer.StatusCode == example.Status).Type!;
                faults.AddRange(Misfits(example.File, example.Read(), type));
            }
        }

        Assert.Empty(faults.Distinct());
    }

    private static IEnumerable<string> Misfits(string file, JsonNode example, Type type)
    {
        JsonNode? known;
        try
        {
            known = JsonSerializer.SerializeToNode(example.Deserialize(type, WireJson.Options), type, WireJson.Options);
        }
        catch (JsonException e)
        {
            return [$"{file}: {e.Message}"];
        }

        return Unknown(example, known, file);
    }

    // A key that does not come back is no key of the record.
    private static IEnumerable<string> Unknown(JsonNode? example, JsonNode? known, string path) => (example, known) switch
    {
        (JsonObject said, JsonObject has) => said.SelectMany(
            field => has.ContainsKey(field.Key) ? Unknown(field.Value, has[field.Key], $"{path}.{field.Key}") : [$"{path}.{field.Key} is unknown"]),
        (JsonArray said, JsonArray has) => said.Zip(has).SelectMany(pair => Unknown(pair.First, pair.Second, path)),
        _ => [],
    };

    private static bool HasExample(JsonElement place) =>
        place.TryGetProperty("content", out var content) && content.EnumerateObject().All(type => type.Name == "multipart/form-data" || type.Value.TryGetProperty("example", out _));

    private IEnumerable<RouteEndpoint> Endpoints() => api.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null);

    private static IEnumerable<(string Method, RouteEndpoint Endpoint)> Methods(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (method, endpoint));

    private static bool Matches(RouteEndpoint endpoint, string path)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(path.TrimEnd('/'), values)
            && endpoint.RoutePattern.Parameters.All(parameter =>
                parameter.ParameterPolicies.Count > 0 || IsPlaceholder((string?)values[parameter.Name] ?? ""));
    }

    private static bool IsPlaceholder(string value) => value.StartsWith("{{", StringComparison.Ordinal) || value.Contains("_put_", StringComparison.Ordinal);

    private static bool IsHealth(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.StartsWith("/health/", StringComparison.Ordinal);

    /// <summary>A request line, or a path that a line of "Also" names.</summary>
    [GeneratedRegex(@"(?:^|(?<=^\# Also: .*))(?<method>GET|POST|PUT|PATCH|DELETE) (?:\{\{server\}\})?(?<path>/[^\s?,]*)", RegexOptions.Multiline)]
    private static partial Regex Calls();
}
