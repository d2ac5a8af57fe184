using System.Text;
using Skyvern.Server.Webhooks;

namespace Skyvern.Server.UnitTests.Webhooks;

public sealed class WebhookSignatureTests
{
    [Theory]
    [InlineData("{}", 2, "cebaba593292593b9c411e62ce0d4992e1622a16828737d2af1077fca5333735")]
    [InlineData("""{"task_id":"tsk_1"}""", 19, "d1abe6282bfe8551bdcb603fe24a43869039cc088b13c2d94f753556583b7e60")]
    [InlineData(
        """{"run_id":"tsk_1","status":"completed","output":{"price":29.99,"n":3,"name":"Zoë <b>&'\"/\\"},"errors":[],"ok":true,"none":null}""",
        129, "d4f84cf71faea6010f175594730982acb468fba324e616d992f470134fb2bf0f")]
    [InlineData("""{"run_id":"tsk_2","status":"failed","note":"ok 😀"}""", 53, "97dfef768b0ee0bc889420b97ce0090180b3d13f16d1af4a889affe62c3432a4")]
    public void Of_KnownBody_GivesTheKnownSignature(string body, int length, string signature)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(length, bytes.Length);
        Assert.Equal(signature, WebhookSignature.Of(bytes, "test-key"));
    }
}
