using Skyvern.Server.BrowserTests.Pool;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;
using Skyvern.Server.Testing.Zoo;

namespace Skyvern.Server.BrowserTests.Sessions;

/// <summary>A site, a browser and a run's session, for tests of one side of sessions.</summary>
public abstract class SessionTests : IAsyncLifetime
{
    private BrowserHost _host = null!;

    protected FixtureSite Site { get; private set; } = null!;

    private protected IBrowserSession Session { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Site = await FixtureSite.StartAsync();
        _host = await BrowserHost.StartAsync(Policy);
        Session = await _host.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await Session.DisposeAsync();
        await _host.DisposeAsync();
        await Site.DisposeAsync();
    }

    private protected virtual IAddressPolicy Policy => TestAddressPolicy.Everything;

    protected Task<ActionResult> GoToAsync(string address) => Session.PerformAsync(new GoToAction(address), CancellationToken.None);

    protected Task<ActionResult> ShowAsync(string html) => GoToAsync(Site.Page("/", html));

    /// <summary>Opens a page of the zoo.</summary>
    protected async Task<ZooPage> VisitAsync(string path)
    {
        ActionZoo.Install(Site);
        await GoToAsync(Site.Address(path));
        return ActionZoo.Page(path);
    }

    /// <summary>Waits until the observation shows a text.</summary>
    protected Task ShowsAsync(string text) => Eventually.TrueAsync(async () => (await ObserveAsync()).Lines.Any(line => line.Contains(text, StringComparison.Ordinal)));

    protected async Task<ActionResult> ClickAsync(string name)
    {
        var observation = await Session.ObserveAsync(CancellationToken.None);
        var element = observation.Elements.First(candidate => candidate.Name == name);
        return await Session.PerformAsync(new ClickAction(element.Ref), CancellationToken.None);
    }

    protected Task<Observation> ObserveAsync() => Session.ObserveAsync(CancellationToken.None);
}
