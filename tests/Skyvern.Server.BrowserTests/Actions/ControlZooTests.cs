using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Actions;

[Collection(SharedBrowserCollection.Name)]
public sealed class ControlZooTests(SharedBrowser browser)
{
    private const string Held = "name => [...new FormData(document.forms[0]).getAll(name)].join('|').replace(/\\r/g, '')";

    public static TheoryData<string, string, string, string> Tasks
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var task in ControlZoo.Tasks)
            {
                data.Add(task.Page, task.Control, task.Value, task.Expected);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task Fill_ControlOfTheZoo_IsHeldByThePage(string page, string control, string value, string expected)
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(ControlZoo.Page(page));

        var result = await tab.FillAsync(control, value);

        Assert.Equal(("ok", ""), (result.Word, result.Message));
        var parts = expected.Split('=', 2);
        Assert.Equal(parts[1], await tab.Page.EvaluateAsync<string>(Held, parts[0]));
    }
}
