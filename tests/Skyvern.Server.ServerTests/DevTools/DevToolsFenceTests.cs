using System.Text;
using System.Text.Json;
using Skyvern.Server.DevTools;

namespace Skyvern.Server.ServerTests.DevTools;

public sealed class DevToolsFenceTests
{
    private readonly DevToolsFence _fence = new();

    public DevToolsFenceTests() => Attach("S", "page", "https://a.example/");

    [Theory]
    [InlineData("""{"id":1,"method":"Browser.getVersion"}""")]
    [InlineData("""{"id":1,"method":"Target.setAutoAttach","params":{"autoAttach":true,"waitForDebuggerOnStart":true,"flatten":true}}""")]
    [InlineData("""{"id":1,"method":"Target.createTarget","params":{"url":"about:blank"}}""")]
    [InlineData("""{"id":1,"method":"Page.navigate","params":{"url":"https://a.example/"},"sessionId":"S"}""")]
    [InlineData("""{"id":1,"method":"Runtime.evaluate","params":{"expression":"1"},"sessionId":"S"}""")]
    [InlineData("""{"id":1,"method":"Input.dispatchDragEvent","params":{"type":"drop","data":{"items":[],"files":[]}},"sessionId":"S"}""")]
    [InlineData("""{"id":1,"method":"Fetch.continueRequest","params":{"requestId":"r"},"sessionId":"S"}""")]
    public void Judge_WhatClientsNeed_Passes(string command) => Assert.Null(Judge(command));

    [Theory]
    [InlineData("Page.navigate", """{"url":"file:///etc/passwd"}""")]
    [InlineData("Page.navigate", """{"url":" file:///etc/passwd"}""")]
    [InlineData("Page.navigate", """{"url":"view-source:https://a.example/"}""")]
    [InlineData("Page.navigate", """{"url":"chrome://version"}""")]
    [InlineData("Page.navigate", """{"url":"javascript:1"}""")]
    [InlineData("Target.createTarget", """{"url":"file:///etc/passwd"}""")]
    [InlineData("Fetch.continueRequest", """{"requestId":"r","url":"file:///etc/passwd"}""")]
    [InlineData("Network.loadNetworkResource", """{"url":"file:///etc/passwd","options":{}}""")]
    [InlineData("Target.createBrowserContext", """{"proxyServer":"http://other.example:1"}""")]
    [InlineData("Target.exposeDevToolsProtocol", """{"targetId":"t"}""")]
    [InlineData("Target.sendMessageToTarget", """{"message":"{\"id\":1,\"method\":\"Browser.close\"}"}""")]
    [InlineData("DOM.setFileInputFiles", """{"files":["/etc/passwd"]}""")]
    [InlineData("DOM.getFileInfo", "{}")]
    [InlineData("Input.dispatchDragEvent", """{"type":"drop","data":{"items":[],"files":["/etc/passwd"]}}""")]
    [InlineData("Browser.close", "{}")]
    [InlineData("Browser.crash", "{}")]
    [InlineData("Browser.getBrowserCommandLine", "{}")]
    [InlineData("Page.crash", "{}")]
    [InlineData("Extensions.loadUnpacked", """{"path":"/tmp"}""")]
    [InlineData("Tethering.bind", """{"port":9}""")]
    [InlineData("SystemInfo.getInfo", "{}")]
    [InlineData("Tracing.start", "{}")]
    [InlineData("Page.navigate.x", "{}")]
    [InlineData("page.crash", "{}")]
    public void Judge_WhatLeadsOutOfPages_IsRefused(string method, string parameters)
    {
        var answer = Judge($$"""{"id":7,"method":"{{method}}","params":{{parameters}},"sessionId":"S"}""");

        Assert.Equal((7, "S"), (answer!.Value.GetProperty("id").GetInt32(), answer.Value.GetProperty("sessionId").GetString()));
        Assert.Equal(-32000, answer.Value.GetProperty("error").GetProperty("code").GetInt32());
        Assert.NotEmpty(answer.Value.GetProperty("error").GetProperty("message").GetString()!);
    }

    [Theory]
    [InlineData("""{"id":7,"method":"Page.navigate","method":"Browser.close"}""")]
    [InlineData("""{"id":7,"method":"Page.navigate","params":{"url":"https://a.example/","url":"file:///etc/passwd"}}""")]
    [InlineData("""{"id":7,"method":/**/"Page.enable"}""")]
    [InlineData("""[{"id":7,"method":"Page.enable"}]""")]
    [InlineData("""{"id":7}""")]
    [InlineData("nonsense")]
    public void Judge_WhatTwoReadersMayReadDifferently_IsRefused(string command) => Assert.True(Judge(command)!.Value.TryGetProperty("error", out _));

    [Theory]
    [InlineData("Browser.setDownloadBehavior")]
    [InlineData("Page.setDownloadBehavior")]
    public void Judge_DownloadFolder_IsAnsweredAndHasNoEffect(string method)
    {
        var answer = Judge($$$"""{"id":7,"method":"{{{method}}}","params":{"behavior":"allow","downloadPath":"/etc"}}""");

        Assert.Equal("{}", answer!.Value.GetProperty("result").GetRawText());
    }

    [Theory]
    [InlineData("page", "https://a.example/", true)]
    [InlineData("page", "about:blank", true)]
    [InlineData("page", "chrome-error://chromewebdata/", true)]
    [InlineData("service_worker", "https://a.example/worker.js", true)]
    [InlineData("browser", "", true)]
    [InlineData("other", "chrome://omnibox-popup.top-chrome/", false)]
    [InlineData("other", "https://a.example/", false)]
    [InlineData("page", "chrome://settings/", false)]
    [InlineData("page", "devtools://devtools/bundled/inspector.html", false)]
    [InlineData("background_page", "chrome-extension://abc/page.html", false)]
    public void Judge_CommandToATarget_PassesOnlyForThoseOfSites(string type, string url, bool passes)
    {
        Attach("T", type, url);

        Assert.Equal(passes, Judge("""{"id":7,"method":"Runtime.evaluate","params":{"expression":"1"},"sessionId":"T"}""") is null);
        Assert.NotNull(Judge("""{"id":7,"method":"Runtime.evaluate","params":{"expression":"1"},"sessionId":"unknown"}"""));
        Assert.NotNull(Judge("""{"id":7,"method":"Runtime.evaluate","params":{"expression":"1"},"sessionId":1}"""));
    }

    [Fact]
    public void See_PageThatSpeaksOfATarget_IsNotBelieved()
    {
        _fence.See(Encoding.UTF8.GetBytes(
            """{"method":"Runtime.consoleAPICalled","params":{"method":"Target.attachedToTarget","sessionId":"T","targetInfo":{"type":"page","url":"https://a.example/"}}}"""));

        Assert.NotNull(Judge("""{"id":7,"method":"Runtime.evaluate","sessionId":"T"}"""));
    }

    private void Attach(string session, string type, string url) => _fence.See(JsonSerializer.SerializeToUtf8Bytes(
        new { method = "Target.attachedToTarget", @params = new { sessionId = session, targetInfo = new { targetId = "t", type, url } } }));

    private JsonElement? Judge(string command) =>
        _fence.Judge(Encoding.UTF8.GetBytes(command)) is { } answer ? JsonElement.Parse(Encoding.UTF8.GetString(answer)) : null;
}
