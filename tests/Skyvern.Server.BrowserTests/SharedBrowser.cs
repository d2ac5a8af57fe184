using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests;

/// <summary>One browser for all tests of the collection; each test opens a tab and a site of its own.</summary>
public sealed class SharedBrowser : IAsyncLifetime
{
    private TestBrowser? _browser;

    public async Task InitializeAsync() => _browser = await TestBrowser.StartAsync();

    internal async Task<TestTab> OpenAsync() => new(await _browser!.OpenAsync(), await FixtureSite.StartAsync());

    public async Task DisposeAsync() => await _browser!.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class SharedBrowserCollection : ICollectionFixture<SharedBrowser>
{
    public const string Name = "Shared browser";
}
