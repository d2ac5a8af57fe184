using Microsoft.AspNetCore.Http;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class DownloadTrackerTests : SessionTests
{
    private const string Pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Click_AttachmentLink_KeepsTheFile()
    {
        File("/file", "text/csv", "a;b\n1;2\n", "attachment; filename=\"report 2026.csv\"");
        await ShowAsync("<a href='/file'>Get</a>");

        var result = await ClickAsync("Get");
        var download = await TakeOneAsync();

        Assert.Equal(ActionCode.Download, result.Code);
        Assert.Equal("report 2026.csv", Assert.Single(result.Downloads));
        Assert.Equal(("report 2026.csv", null), (download.FileName, download.Failure));
        Assert.Equal("a;b\n1;2\n", await System.IO.File.ReadAllTextAsync(download.Path));
        Assert.Contains("download done: report 2026.csv (8 bytes)", (await ObserveAsync()).Notes);
    }

    [Theory]
    [InlineData("<a href='/attached' target='_blank'>Get</a>", "attached.txt")]
    [InlineData("<form method='post' action='/attached'><button>Get</button></form>", "attached.txt")]
    [InlineData("<a href='/paper.pdf'>Get</a>", "paper.pdf")]
    [InlineData("<a href='/paper.pdf' target='_blank'>Get</a>", "paper.pdf")]
    public async Task Click_AnyWayToAFile_KeepsIt(string html, string name)
    {
        File("/attached", "text/plain", "attached", "attachment; filename=attached.txt");
        File("/paper.pdf", "application/pdf", Pdf, null);
        await ShowAsync(html);

        var result = await ClickAsync("Get");
        var download = await TakeOneAsync();

        Assert.Equal(ActionCode.Download, result.Code);
        Assert.Equal((name, null), (download.FileName, download.Failure));
        await Eventually.TrueAsync(() => Session.Url == Site.Address());
    }

    [Fact]
    public async Task BeginUse_DownloadOfTheRunBefore_IsNotGivenToTheNext()
    {
        var gate = new TaskCompletionSource();
        Site.Answer("/slow", async context =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=slow.txt";
            await context.Response.WriteAsync(new string('a', 20_000));
            await context.Response.Body.FlushAsync();
            await gate.Task;
            await context.Response.WriteAsync("and ended");
        });
        await ShowAsync("<a href='/slow'>Get</a>");
        await Session.BeginUseAsync(null, CancellationToken.None);
        Assert.Equal(["slow.txt"], (await ClickAsync("Get")).Downloads);

        await Session.EndUseAsync(CancellationToken.None);
        await Session.BeginUseAsync(null, CancellationToken.None);
        gate.SetResult();
        Assert.Empty(await Session.TakeDownloadsAsync(Patience, CancellationToken.None));
        await Session.EndUseAsync(CancellationToken.None);

        Assert.Equal("slow.txt", (await TakeOneAsync()).FileName);
        Assert.DoesNotContain((await ObserveAsync()).Notes, note => note.StartsWith("download done", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Click_ScriptThatMakesAFile_KeepsIt()
    {
        await ShowAsync("""
            <button onclick="const a = document.createElement('a'); a.href = window.URL.createObjectURL(new Blob(['made here'])); a.download = 'made.txt'; a.click()">Get</button>
            """);

        await ClickAsync("Get");
        IReadOnlyList<BrowserDownload> taken = [];
        await Eventually.TrueAsync(async () => (taken = await Session.TakeDownloadsAsync(Patience, CancellationToken.None)).Count > 0);

        Assert.Equal(("made.txt", null), (taken[0].FileName, taken[0].Failure));
        Assert.Equal("made here", await System.IO.File.ReadAllTextAsync(taken[0].Path));
    }

    [Fact]
    public async Task GoTo_AddressOfAFile_KeepsItAndLeavesThePage()
    {
        File("/paper.pdf", "application/pdf", Pdf, null);
        await ShowAsync("<h1>Here</h1>");

        var result = await GoToAsync(Site.Address("/paper.pdf"));

        Assert.Equal(ActionCode.Download, result.Code);
        Assert.Equal(Pdf, await System.IO.File.ReadAllTextAsync((await TakeOneAsync()).Path));
        Assert.Equal(Site.Address(), Session.Url);
    }

    [Fact]
    public async Task Take_EmptyFile_IsAFailure()
    {
        File("/empty", "text/plain", "", "attachment; filename=empty.txt");
        await ShowAsync("<a href='/empty'>Get</a>");

        await ClickAsync("Get");

        Assert.Equal("The file is empty.", (await TakeOneAsync()).Failure);
    }

    [Fact]
    public async Task Take_ConnectionThatBreaks_IsAFailure()
    {
        var begun = new TaskCompletionSource();
        Site.Answer("/broken", async context =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=broken.bin";
            context.Response.ContentLength = 1_000_000;
            await context.Response.WriteAsync(new string('x', 20_000));
            await context.Response.Body.FlushAsync();
            await begun.Task;
            context.Abort();
        });
        await ShowAsync("<a href='/broken'>Get</a>");

        Assert.Equal(ActionCode.Download, (await ClickAsync("Get")).Code);
        begun.SetResult();

        Assert.NotNull((await TakeOneAsync()).Failure);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Click_FileThatTheServerRefuses_IsTold(int status)
    {
        Site.Answer("/gone", context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.ContentDisposition = "attachment; filename=gone.pdf";
            return context.Response.WriteAsync("Sorry");
        });
        await ShowAsync("<a href='/gone' download>Get</a>");

        var result = await ClickAsync("Get");
        var taken = await Session.TakeDownloadsAsync(Patience, CancellationToken.None);

        // Either a download that says why it failed, or no download: never one that looks whole.
        Assert.All(taken, download => Assert.NotNull(download.Failure));
        Assert.NotEqual(ActionCode.NoChange, result.Code);
    }

    [Fact]
    public async Task Click_LinkToAMissingFile_ShowsTheErrorPage()
    {
        Site.Answer("/missing.pdf", context =>
        {
            context.Response.StatusCode = 404;
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<h1>Not found</h1>");
        });
        await ShowAsync("<a href='/missing.pdf'>Get</a>");

        var result = await ClickAsync("Get");

        Assert.Equal(ActionCode.Navigated, result.Code);
        Assert.Empty(await Session.TakeDownloadsAsync(TimeSpan.Zero, CancellationToken.None));
        Assert.Contains("# Not found", (await ObserveAsync()).Lines.Select(line => line.TrimStart('*')));
    }

    [Fact]
    public async Task Take_SlowFile_IsOpenUntilItIsWhole()
    {
        var rest = new TaskCompletionSource();
        Site.Answer("/slow", async context =>
        {
            context.Response.Headers.ContentDisposition = "attachment; filename=slow.bin";
            await context.Response.WriteAsync(new string('a', 20_000));
            await context.Response.Body.FlushAsync();
            await rest.Task;
            await context.Response.WriteAsync(new string('b', 20_000));
        });
        await ShowAsync("<a href='/slow'>Get</a>");

        Assert.Equal(ActionCode.Download, (await ClickAsync("Get")).Code);
        Assert.Empty(await Session.TakeDownloadsAsync(TimeSpan.Zero, CancellationToken.None));
        rest.SetResult();
        var download = await TakeOneAsync();

        Assert.Equal((null, 40_000), (download.Failure, new FileInfo(download.Path).Length));
    }

    [Fact]
    public async Task Click_LinkInAFrame_KeepsTheFile()
    {
        File("/file", "text/plain", "inner", "attachment; filename=inner.txt");
        Site.Page("/frame", "<a href='/file'>Get</a>");
        await ShowAsync($"<iframe src='{Site.OtherHostAddress("/frame")}' width='300' height='200'></iframe>");

        var result = await ClickAsync("Get");

        Assert.Equal(ActionCode.Download, result.Code);
        Assert.Equal(("inner.txt", null), ((await TakeOneAsync()) is var kept ? kept.FileName : "", kept.Failure));
    }

    [Fact]
    public async Task Take_NameThatLeadsElsewhere_StaysInItsFolder()
    {
        File("/evil", "text/plain", "x", "attachment; filename=\"../../../evil.txt\"");
        await ShowAsync("<a href='/evil'>Get</a>");

        await ClickAsync("Get");
        var download = await TakeOneAsync();

        Assert.Equal(Path.GetFullPath(download.Path), download.Path);
        Assert.Equal(download.FileName, Path.GetFileName(download.Path));
        Assert.Equal("files", Directory.GetParent(download.Path)!.Parent!.Name);
    }

    private void File(string path, string type, string text, string? disposition) => Site.Answer(path, async context =>
    {
        context.Response.ContentType = type;
        if (disposition is not null)
        {
            context.Response.Headers.ContentDisposition = disposition;
        }

        await context.Response.WriteAsync(text);
    });

    private async Task<BrowserDownload> TakeOneAsync() =>
        Assert.Single(await Session.TakeDownloadsAsync(Patience, CancellationToken.None));
}
