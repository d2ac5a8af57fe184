using Skyvern.Server.Webhooks;

namespace Skyvern.Server.ServerTests.Webhooks;

public sealed class WebhookSignatureTests
{
    [Fact]
    public async Task Of_SampleBody_GivesTheKnownSignature()
    {
        var body = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "webhook-completed.json"));

        Assert.Equal(2124, body.Length);
        Assert.Equal("7744697842a8c682d3308c899c1ae176410725c08b9b860a5172c4f340b3b3f7", WebhookSignature.Of(body, "test-key"));
    }
}
