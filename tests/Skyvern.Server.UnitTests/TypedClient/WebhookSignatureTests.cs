using System.Text;
using System.Text.Json;
using Skyvern.Client;

namespace Skyvern.Server.UnitTests.TypedClient;

public sealed class WebhookSignatureTests
{
    private const string Key = "test-key";
    private const string SampleSignature = "7744697842a8c682d3308c899c1ae176410725c08b9b860a5172c4f340b3b3f7";

    [Theory]
    [InlineData("{}", 2, "cebaba593292593b9c411e62ce0d4992e1622a16828737d2af1077fca5333735")]
    [InlineData("""{"task_id":"tsk_1"}""", 19, "d1abe6282bfe8551bdcb603fe24a43869039cc088b13c2d94f753556583b7e60")]
    [InlineData(
        """{"run_id":"tsk_1","status":"completed","output":{"price":29.99,"n":3,"name":"Zoë <b>&'\"/\\"},"errors":[],"ok":true,"none":null}""",
        129,
        "d4f84cf71faea6010f175594730982acb468fba324e616d992f470134fb2bf0f")]
    [InlineData("""{"run_id":"tsk_2","status":"failed","note":"ok 😀"}""", 53, "97dfef768b0ee0bc889420b97ce0090180b3d13f16d1af4a889affe62c3432a4")]
    public void Of_KnownBodies_GivesTheKnownSignatures(string body, int length, string signature)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(length, bytes.Length);
        Assert.Equal(signature, WebhookSignature.Of(bytes, Key));
        Assert.True(WebhookSignature.Verify(bytes, signature, Key));
    }

    [Fact]
    public async Task Read_SampleBody_GivesItsFields()
    {
        var body = await SampleAsync();

        var webhook = WebhookSignature.Read(body, SampleSignature, Key);

        Assert.Equal(2124, body.Length);
        Assert.Equal(("completed", webhook!.RunId), (webhook.Status, webhook.TaskId));
    }

    [Fact]
    public async Task Read_BodyThatWasChanged_IsRefused()
    {
        var body = await SampleAsync();
        body[^2] ^= 1;

        Assert.Null(WebhookSignature.Read(body, SampleSignature, Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7744")]
    [InlineData("é")]
    public async Task Verify_SignatureThatIsNone_IsRefused(string? signature) =>
        Assert.False(WebhookSignature.Verify(await SampleAsync(), signature, Key));

    [Fact]
    public async Task Verify_OtherSecret_IsRefused() => Assert.False(WebhookSignature.Verify(await SampleAsync(), SampleSignature, "other-key"));

    [Fact]
    public void Read_SignedBodyThatIsNoRun_Throws() =>
        Assert.Throws<JsonException>(() => WebhookSignature.Read("{}"u8, WebhookSignature.Of("{}"u8, Key), Key));

    private static Task<byte[]> SampleAsync() => File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "webhook-completed.json"));
}
