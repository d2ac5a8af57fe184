using Skyvern.Server.Core.Actions;
using Skyvern.Server.Testing;
using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class UploadPerformerTests(SharedBrowser browser) : IDisposable
{
    private readonly TempFolder _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("/zoo/upload-plain", "Your file")]
    [InlineData("/zoo/upload-label", "Choose a file")]
    [InlineData("/zoo/upload-button", "Attach")]
    [InlineData("/zoo/upload-dynamic", "Select file")]
    [InlineData("/zoo/upload-appearing", "Add document")]
    [InlineData("/zoo/upload-drop", "Drop your file here")]
    [InlineData("/zoo/upload-two", "Browse letter")]
    [InlineData("/zoo/upload-several", "Your files")]
    public async Task Upload_AnyWay_ReachesThePage(string path, string name)
    {
        await using var tab = await browser.OpenAsync();
        var page = await tab.VisitAsync(path);

        var result = await UploadAsync(tab, name, ActionZoo.FileName);

        Assert.True(result.Code == ActionCode.Ok, result.ToString());
        Assert.Contains(ActionZoo.FileName, result.Message, StringComparison.Ordinal);
        await tab.ShowsAsync(page.Done);
    }

    [Fact]
    public async Task Upload_SecondFileForSeveral_KeepsTheFirst()
    {
        await using var tab = await browser.OpenAsync();
        await tab.VisitAsync("/zoo/upload-several");

        await UploadAsync(tab, "Your files", "a.pdf");
        var result = await UploadAsync(tab, "Your files", "b.pdf");

        Assert.Equal("2 files: a.pdf, b.pdf.", result.Message);
        await tab.ShowsAsync("Received: a.pdf, b.pdf");
    }

    [Fact]
    public async Task Upload_InAFrameOfAnotherSite_Works()
    {
        await using var tab = await browser.OpenAsync();
        ActionZoo.Install(tab.Site);
        await tab.ShowAsync($"<iframe src='{tab.Site.OtherHostAddress("/zoo/upload-button")}' width='500' height='300'></iframe><iframe src='{tab.Site.OtherHostAddress("/zoo/upload-drop")}' width='500' height='300'></iframe>");
        await tab.ShowsAsync("Drop your file here");

        var set = await UploadAsync(tab, "Attach", ActionZoo.FileName);
        var dropped = await UploadAsync(tab, "Drop your file here", ActionZoo.FileName);

        Assert.True(set.Code == ActionCode.Ok, set.ToString());
        Assert.True(dropped.Code == ActionCode.Ok, dropped.ToString());
        await tab.ShowsAsync("Received: cv.pdf with 5 letters");
    }

    [Fact]
    public async Task Upload_TypeOutsideOfAccept_IsRefusedBeforeItIsGiven()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<label>Photo <input type='file' accept='image/*,.heif' onchange=\"document.title='got it'\"></label>");

        var result = await UploadAsync(tab, "Photo", "cv.pdf");

        Assert.Equal((ActionCode.InvalidValue, "The field takes image/*,.heif, not \"cv.pdf\"."), (result.Code, result.Message));
        Assert.Equal("Test", await tab.Page.TitleAsync());
    }

    [Theory]
    [InlineData("this.value = ''; m.textContent = 'Only PNG pictures up to 2 MB are allowed, cv.pdf is not supported.'", "Only PNG pictures up to 2 MB are allowed, cv.pdf is not supported.")]
    [InlineData("this.setCustomValidity('A picture, please')", "A picture, please")]
    public async Task Upload_PageThatRefuses_SaysItsWords(string onChange, string words)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync($"<label>Photo <input type='file' onchange=\"{onChange}\"></label><p id='m' class='hint'></p>");

        var result = await UploadAsync(tab, "Photo", "cv.pdf");

        Assert.Equal((ActionCode.InvalidValue, $"The page says: {words}"), (result.Code, result.Message));
    }

    [Fact]
    public async Task Upload_PageThatDropsItSilently_IsNotCommitted()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<label>Photo <input type='file' onchange=\"this.value = ''\"></label>");

        Assert.Equal(ActionCode.NotCommitted, (await UploadAsync(tab, "Photo", "cv.pdf")).Code);
    }

    [Fact]
    public async Task Upload_PlaceThatTakesNoFiles_FailsAndStaysOnThePage()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<button>Nothing</button>");

        var result = await UploadAsync(tab, "Nothing", "cv.pdf");

        Assert.True(result.Code == ActionCode.Failed, result.ToString());
        Assert.EndsWith("/page", tab.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upload_FileThatTheRunDoesNotHave_Fails()
    {
        await using var tab = await browser.OpenAsync();
        await tab.VisitAsync("/zoo/upload-plain");

        var result = await tab.DoAsync(new UploadAction(await tab.RefAsync("Your file"), "other.pdf"));

        Assert.Equal((ActionCode.Failed, "The run has no file \"other.pdf\"."), (result.Code, result.Message));
    }

    private async Task<ActionResult> UploadAsync(TestTab tab, string name, string file)
    {
        var path = Path.Combine(_files.Path, file);
        await File.WriteAllTextAsync(path, "hello");
        return await tab.DoAsync(new UploadAction(await tab.RefAsync(name), file) { Path = path });
    }
}
