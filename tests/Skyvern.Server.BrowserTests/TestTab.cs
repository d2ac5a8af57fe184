using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Skyvern.Server.Browser.Actions;
using Skyvern.Server.Browser.Observing;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;
using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.BrowserTests;

/// <summary>A tab with a site of its own.</summary>
internal sealed class TestTab(SessionPage session, FixtureSite site) : IAsyncDisposable
{
    public SessionPage Session => session;

    public FixtureSite Site => site;

    public IPage Page => session.Page;

    public PageObserver Observer { get; } = new(NullLogger<PageObserver>.Instance);

    public ActionExecutor Executor { get; } = new(TimeProvider.System);

    /// <summary>Opens a page made of this body.</summary>
    public async Task ShowAsync(string html, string path = "/page") => await Page.GotoAsync(site.Page(path, html));

    /// <summary>Opens a page of the zoo.</summary>
    public async Task<ZooPage> VisitAsync(string path)
    {
        ActionZoo.Install(site);
        await Page.GotoAsync(site.Address(path));
        return ActionZoo.Page(path);
    }

    /// <summary>Waits until the observation shows a text.</summary>
    public Task ShowsAsync(string text) => Eventually.TrueAsync(async () => (await LinesAsync()).Contains(text, StringComparison.Ordinal));

    public Task<Observation> ObserveAsync() => Observer.ObserveAsync(session, new ObservationInputs([], []), CancellationToken.None);

    public Task<PageContent> ReadContentAsync() => Observer.ReadContentAsync(session, CancellationToken.None);

    /// <summary>The lines of what is shown now, without refs.</summary>
    public async Task<string> LinesAsync() => string.Join('\n', (await ObserveAsync()).Lines.Select(WithoutRef));

    /// <summary>The ref of the only control with this name.</summary>
    public async Task<string> RefAsync(string name) => Assert.Single((await ObserveAsync()).Elements, element => element.Name == name).Ref;

    public Task<ActionResult> DoAsync(BrowserAction action) => Executor.PerformAsync(session, action, CancellationToken.None);

    public async Task<ActionResult> ClickAsync(string name, ClickMode mode = ClickMode.Left) => await DoAsync(new ClickAction(await RefAsync(name), mode));

    /// <summary>Fills one field, found by name.</summary>
    public async Task<ActionResult> FillAsync(string name, string value) => await DoAsync(new FillAction([new FieldValue(await RefAsync(name), value)]));

    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        await site.DisposeAsync();
    }

    private static string WithoutRef(string line) => System.Text.RegularExpressions.Regex.Replace(line, @"^(\*?)((f\d+)?e)\d+ ", "$1$2 ");
}
