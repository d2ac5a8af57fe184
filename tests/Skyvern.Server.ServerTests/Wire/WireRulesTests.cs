using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.OpenApi;
using Skyvern.Server.ServerTests.Fuzz;

namespace Skyvern.Server.ServerTests.Wire;

/// <summary>Rules that hold for every endpoint, held against every endpoint that the running server has.</summary>
public sealed partial class WireRulesTests(BrowserlessServer api) : IClassFixture<BrowserlessServer>
{
    /// <summary>Calls that take a body which is not a JSON object of fields.</summary>
    private static readonly string[] OtherBodies = ["/v1/upload_file", "/api/v1/upload_file", "/api/v1/workflows", "/api/v1/workflows/{workflowId}"];

    /// <summary>What shows the whole server is refused to tenants, also with a good key.</summary>
    private static readonly string[] OperatorsOnly = ["/api/v1/internal/nodes"];

    private IReadOnlyList<FuzzTarget> Targets => FuzzTarget.Of(api.Server.Services);

    [Fact]
    public async Task Request_WithATrailingSlash_IsAnsweredDirectly()
    {
        using var tenant = await Tenant.NewAsync(api.Server);
        foreach (var target in Targets.Where(target => target.Family != "Health"))
        {
            using var answer = await SendAsync(tenant, target, new FuzzRequest(target.Method, target.Path(name => name switch { "organizationId" => tenant.OrganizationId, "entity" => "task", _ => "x_1" }) + "/") { Body = BodyOf(target), ContentType = "application/json" });

            var text = await answer.Content.ReadAsStringAsync();
            Assert.True((int)answer.StatusCode is < 300 or >= 400 && !IsFault(answer), $"{target.Name}: {answer.StatusCode}");
            Assert.False(answer.StatusCode == HttpStatusCode.MethodNotAllowed || text.Contains("There is nothing at", StringComparison.Ordinal), $"{target.Name}: {text}");
        }
    }

    [Fact]
    public async Task Post_ThatNeedsNoBody_TakesNoneInEveryForm()
    {
        using var tenant = await Tenant.NewAsync(api.Server);
        foreach (var target in Targets.Where(target => target.Method == "POST" && !NeedsBody(target)))
        {
            var runId = await tenant.StartRunAsync();
            var bare = new FuzzRequest("POST", target.Path(_ => runId));
            foreach (var request in (FuzzRequest[])[bare, bare with { Body = [] }, bare with { Body = [], IsChunked = true }, bare with { Body = [], ContentType = "application/json" }])
            {
                using var answer = await SendAsync(tenant, target, request);
                Assert.True(
                    answer.StatusCode is not (HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity) && !IsFault(answer),
                    $"{target.Name} with {request}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
            }
        }
    }

    [Fact]
    public async Task Body_NullForEveryOptionalField_AndUnknownOnes_AreNoFaults()
    {
        using var tenant = await Tenant.NewAsync(api.Server);
        foreach (var target in Targets.Where(target => target.Example is not null))
        {
            var body = (JsonObject)target.Example!.DeepClone();
            foreach (var property in RecordOf(target).GetProperties().Where(property => property.GetCustomAttribute<RequiredAttribute>() is null))
            {
                body.Remove(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
                body[JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)] = null;
            }

            body["a_field_of_a_later_client"] = new JsonObject { ["x"] = 1 };
            if (OneOfTwo.TryGetValue(RecordOf(target).Name, out var wanted))
            {
                body[wanted] = target.Example![wanted]?.DeepClone();
            }

            using var answer = await SendAsync(
                tenant, target, new FuzzRequest(target.Method, target.Path(_ => "x_1")) { Body = Encoding.UTF8.GetBytes(body.ToJsonString()), ContentType = "application/json" });

            Assert.True(
                answer.StatusCode is not HttpStatusCode.UnprocessableEntity && !IsFault(answer),
                $"{target.Name}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Answers_OfEveryReadAndOfCreations_HaveTimesInOneFormAndNoHiddenNulls()
    {
        using var tenant = await Tenant.NewAsync(api.Server);
        var ids = await StoryAsync(tenant);
        var (answers, times) = (0, 0);
        foreach (var target in Targets.Where(target => target.Method == "GET" || target.Example is not null))
        {
            var request = new FuzzRequest(target.Method, target.Path(name => ids.GetValueOrDefault(name, "x_1"))) { Body = BodyOf(target), ContentType = "application/json" };
            using var answer = await SendAsync(tenant, target, target.TakesBody ? request : request with { Body = null });
            if (answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "application/json")
            {
                answers++;
                times += CountTimes(await Json.ReadAsync(answer), target.Name);
            }
        }

        Assert.True(answers > 25 && times > 60, $"Only {answers} answers with {times} times were looked at.");
    }

    [Theory]
    [InlineData("HEAD", "/v1/runs")]
    [InlineData("OPTIONS", "/v1/run/tasks")]
    [InlineData("PUT", "/v1/run/tasks")]
    [InlineData("GET", "/v1/runs/tsk_1/cancel")]
    public async Task Request_OtherMethod_Answers405WithAllow(string method, string path)
    {
        using var answer = await api.Server.Http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.NotEmpty(answer.Content.Headers.Allow);
    }

    private static readonly Dictionary<string, string> OneOfTwo = new()
    {
        ["RunWorkflowRequest"] = "workflow_id",
        ["CreateWorkflowRequest"] = "json_definition",
        ["CreateBrowserProfileRequest"] = "browser_session_id",
    };

    // 503 says that something is switched off or full, which is no fault.
    private static bool IsFault(HttpResponseMessage answer) =>
        answer.StatusCode >= HttpStatusCode.InternalServerError && answer.StatusCode != HttpStatusCode.ServiceUnavailable;

    private async Task<Dictionary<string, string>> StoryAsync(Tenant tenant)
    {
        var runId = await tenant.StartRunAsync(File.ReadAllText(Samples.PathOf("create-full.json")));
        var story = await RunStory.TakeAsync(api.Server, runId);
        await story.AddStepAsync();
        var artifact = await story.AddArtifactAsync(ArtifactTypes.Download, ".pdf", "paper", "confirmation.pdf");
        await story.EndAsync(RunResult.Failed("Max steps exceeded (5).", FailureCategory.MaxSteps, new RunError(RunError.ReachMaxSteps, "All used.")));
        return new()
        {
            ["runId"] = runId, ["taskId"] = runId, ["entityId"] = runId, ["entity"] = "task", ["stepId"] = story.StepId,
            ["artifactId"] = artifact.Id, ["organizationId"] = tenant.OrganizationId,
        };
    }

    private static int CountTimes(JsonElement value, string place) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Sum(field => CheckTime(field, place) + CountTimes(field.Value, $"{place}.{field.Name}")),
        JsonValueKind.Array => value.EnumerateArray().Sum(item => CountTimes(item, place)),
        _ => 0,
    };

    private static int CheckTime(JsonProperty field, string place)
    {
        if (!field.Name.EndsWith("_at", StringComparison.Ordinal) || field.Value.ValueKind != JsonValueKind.String)
        {
            return 0;
        }

        Assert.Matches(Time(), field.Value.GetString()!);
        Assert.False(string.IsNullOrEmpty(place));
        return 1;
    }

    private bool NeedsBody(FuzzTarget target) =>
        OtherBodies.Contains(target.Pattern.RawText) || Metadata(target).GetMetadata<RequestBodyExample>() is { IsOptional: false };

    private Type RecordOf(FuzzTarget target) => Metadata(target).GetMetadata<RequestBodyExample>()!.Body;

    private Microsoft.AspNetCore.Http.EndpointMetadataCollection Metadata(FuzzTarget target) =>
        api.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .First(endpoint => ReferenceEquals(endpoint.RoutePattern, target.Pattern)).Metadata;

    private static byte[]? BodyOf(FuzzTarget target) => target.TakesBody ? Encoding.UTF8.GetBytes(target.Example?.ToJsonString() ?? "") : null;

    private async Task<HttpResponseMessage> SendAsync(Tenant tenant, FuzzTarget target, FuzzRequest request)
    {
        using var message = request.ToMessage(api.Server.Address);
        var answer = await tenant.Http.SendAsync(message);
        var mayRefuse = Metadata(target).GetMetadata<IAllowAnonymous>() is not null || OperatorsOnly.Contains(target.Pattern.RawText);
        Assert.True(mayRefuse || answer.StatusCode != HttpStatusCode.Forbidden, target.Name);
        return answer;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Time();
}
