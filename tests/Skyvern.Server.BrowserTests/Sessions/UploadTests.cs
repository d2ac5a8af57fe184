using Microsoft.AspNetCore.Http;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;
using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class UploadTests : SessionTests
{
    [Fact]
    public async Task Upload_FileThatOnlyTheServerMayRead_ReachesTheSiteWithItsBytesAndName()
    {
        var received = "";
        Site.Answer("/send", async context =>
        {
            var file = (await context.Request.ReadFormAsync()).Files.Single();
            using var reader = new StreamReader(file.OpenReadStream());
            received = $"{file.FileName}: {await reader.ReadToEndAsync()}";
            await context.Response.WriteAsync("thanks");
        });
        await ShowAsync("<form method='post' enctype='multipart/form-data' action='/send'><label>CV <input type='file' name='cv'></label><button>Send</button></form>");
        using var folder = new TempFolder();
        var stored = Path.Combine(folder.Path, "0815.bin");
        await File.WriteAllTextAsync(stored, "my life");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(stored, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var result = await UploadAsync("CV", "my cv.pdf", stored);
        await ClickAsync("Send");

        Assert.Equal((ActionCode.Ok, "1 file: my cv.pdf."), (result.Code, result.Message));
        await Eventually.TrueAsync(() => received.Length > 0);
        Assert.Equal("my cv.pdf: my life", received);
    }

    [Theory]
    [InlineData("/zoo/upload-dynamic", "Select file")]
    [InlineData("/zoo/upload-drop", "Drop your file here")]
    public async Task Upload_WithoutAnInput_WorksInTheSandboxToo(string path, string name)
    {
        var page = await VisitAsync(path);
        using var folder = new TempFolder();
        var stored = Path.Combine(folder.Path, "stored");
        await File.WriteAllTextAsync(stored, "hello");

        var result = await UploadAsync(name, ActionZoo.FileName, stored);

        Assert.True(result.Code == ActionCode.Ok, result.ToString());
        await ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Click_ThatOpensAFileChooser_SaysWhatToDoInstead()
    {
        await VisitAsync("/zoo/upload-dynamic");

        var result = await ClickAsync("Select file");
        var again = await ClickAsync("Select file");

        Assert.Equal((ActionCode.Ok, "a file chooser opened and was dismissed; use upload"), (result.Code, result.Message));
        Assert.True(again.Succeeded, again.ToString());
        Assert.Contains("a file chooser opened and was dismissed; use upload", (await ObserveAsync()).Notes);
    }

    private async Task<ActionResult> UploadAsync(string name, string file, string path)
    {
        var element = (await ObserveAsync()).Elements.First(candidate => candidate.Name == name);
        return await Session.PerformAsync(new UploadAction(element.Ref, file) { Path = path }, CancellationToken.None);
    }
}
