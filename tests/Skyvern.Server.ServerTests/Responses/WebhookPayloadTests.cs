using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Responses;

namespace Skyvern.Server.ServerTests.Responses;

public sealed class WebhookPayloadTests
{
    private const string RunId = "tsk_0193f2a4-7c10-7b6e-9d51-2f0c8e6a4b01";

    private static readonly byte[] SigningSecret = "test-key"u8.ToArray();

    [Fact]
    public void Webhook_SameData_IsTheSampleByteForByte()
    {
        var run = NewRun();
        var artifacts = new RunArtifacts(
            run,
            [
                NewArtifact("a_15", ArtifactTypes.ActionScreenshot), NewArtifact("a_22", ArtifactTypes.ActionScreenshot),
                NewArtifact("a_29", ArtifactTypes.ActionScreenshot), NewFile(), NewArtifact("a_40", ArtifactTypes.Recording),
            ],
            artifact => $"https://api.example.org/v1/artifacts/{artifact.Id}/content?expiry=1767272400&kid=k1&sig=SAMPLE");

        var body = JsonSerializer.SerializeToUtf8Bytes(RunResponses.Webhook(run, artifacts, "https://app.example.org"), WireJson.Options);

        Assert.Equal(File.ReadAllText(Samples.PathOf("webhook-completed.json")), Encoding.UTF8.GetString(body));
        Assert.Equal("7744697842a8c682d3308c899c1ae176410725c08b9b860a5172c4f340b3b3f7", Sign(body));
    }

    [Theory]
    [InlineData("{}", "cebaba593292593b9c411e62ce0d4992e1622a16828737d2af1077fca5333735")]
    [InlineData("{\"task_id\":\"tsk_1\"}", "d1abe6282bfe8551bdcb603fe24a43869039cc088b13c2d94f753556583b7e60")]
    [InlineData(
        "{\"run_id\":\"tsk_1\",\"status\":\"completed\",\"output\":{\"price\":29.99,\"n\":3.0,\"name\":\"Zo\\u00eb <b>&'\\\"/\\\\\"},\"errors\":[],\"ok\":true,\"none\":null}",
        "d4f84cf71faea6010f175594730982acb468fba324e616d992f470134fb2bf0f")]
    [InlineData(
        "{\"run_id\":\"tsk_2\",\"status\":\"failed\",\"note\":\"ok \\ud83d\\ude00\"}", "97dfef768b0ee0bc889420b97ce0090180b3d13f16d1af4a889affe62c3432a4")]
    public void Serialise_TextsAndNumbers_GiveTheKnownSignature(string stored, string signature) =>
        Assert.Equal(signature, Sign(JsonSerializer.SerializeToUtf8Bytes(JsonElement.Parse(stored), WireJson.Options)));

    [Theory]
    [InlineData("1", "\"1\"")]
    [InlineData("2.0", "\"2\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("null", "null")]
    [InlineData("\"text\"", "\"text\"")]
    [InlineData("[1.0, 1e2, 1.50, -0.0, 12345678901234567890.0]", "[1,100,1.50,0,12345678901234567890]")]
    public void Output_AnyJson_IsNeverABareNumberOrBoolean(string stored, string sent)
    {
        var run = NewRun(output: stored);

        Assert.Equal(sent, JsonSerializer.Serialize(WireValues.Output(run), WireJson.Options));
    }

    private static string Sign(byte[] body) => Convert.ToHexStringLower(HMACSHA256.HashData(SigningSecret, body));

    private static TaskRun NewRun(string output = """{"order_number": "B-20417", "total": 37.8, "delivered": null}""")
    {
        var created = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        var request = new TaskRequest { Prompt = "p", Engine = "skyvern-2.0", MaxSteps = 20, MaxScreenshotScrolls = 2 };
        var run = TaskRun.Queue("o_7", "key_1", request, "api", created);
        run.TryClaim(created.AddMilliseconds(1_250));
        run.TryFinish(new RunResult(RunStatus.Completed) { OutputJson = output }, created.AddMilliseconds(109_905));
        Set(run, nameof(TaskRun.Id), RunId);
        Set(run, nameof(TaskRun.QueuedAt), created.AddMilliseconds(12));
        Set(run, nameof(TaskRun.StepCount), 7);
        return run;
    }

    // A stored run comes back with these values; the aggregate itself makes an id of its own and counts no steps.
    private static void Set(TaskRun run, string property, object value) => typeof(TaskRun).GetProperty(property)!.SetValue(run, value);

    private static Artifact NewFile() => new()
    {
        Id = "a_31",
        OrganizationId = "o_7",
        RunId = RunId,
        Type = ArtifactTypes.Download,
        StorageKey = "a_31.pdf",
        FileName = "confirmation.pdf",
        Size = 48_213,
        Checksum = "af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf",
        CreatedAt = new DateTimeOffset(2026, 1, 1, 12, 1, 47, 320, TimeSpan.Zero),
    };

    private static Artifact NewArtifact(string id, string type) => new()
    {
        Id = id, OrganizationId = "o_7", RunId = RunId, Type = type, StorageKey = id, Size = 1, Checksum = "", CreatedAt = default,
    };
}
