using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Core.Sessions;
using Skyvern.Server.Data;
using Skyvern.Server.Testing;
using Skyvern.Server.UnitTests.Data;

namespace Skyvern.Server.UnitTests.Sessions;

/// <summary>Browser sessions over a database, with browsers and a clock of the test's own.</summary>
internal sealed class SessionRig : IAsyncDisposable
{
    public const string Node = "node";

    private readonly StoreFixture _database;

    private SessionRig(StoreFixture database, int most)
    {
        _database = database;
        var options = Options.Create(new BrowserSessionOptions { MaxOpen = most });
        Store = database.Services.GetRequiredService<ISessionStore>();
        Open = new OpenSessions(Held, new LiveBrowsers(), options, Options.Create(new LiveOptions()), Clock);
        Ending = new SessionEnding(
            Store, Open, new SessionFiles(Files, Store, Clock, NullLogger<SessionFiles>.Instance), Profiles, Clock, NullLogger<SessionEnding>.Instance);
        Watch = new SessionWatch(Store, Open, Ending, new ServerNode(Node), Clock, NullLogger<SessionWatch>.Instance);
        Service = new SessionService(
            Store, Open, Ending, Pool, new ProxyPlaces(Options.Create(new ProxyOptions())), Profiles, new ServerNode(Node), options, Clock,
            NullLogger<SessionService>.Instance);
    }

    public ManualTimeProvider Clock => _database.Clock;

    public FakeBrowserPool Pool { get; } = new();

    public HeldBrowsers Held { get; } = new();

    public KeptProfiles Profiles { get; } = new();

    public InMemoryArtifactStore Files { get; } = new();

    public ISessionStore Store { get; }

    public OpenSessions Open { get; }

    public SessionEnding Ending { get; }

    public SessionWatch Watch { get; }

    public SessionService Service { get; }

    public static async Task<SessionRig> StartAsync(int most = 5) => new(await StoreFixture.OpenAsync(DatabaseProvider.Sqlite), most);

    public async Task<BrowserSession> CreateAsync(SessionRequest? request = null) =>
        (await Service.CreateAsync(new NewSession("o_1", request ?? new()), default))!;

    public async Task<BrowserSession> ReadAsync(BrowserSession session) => (await Store.FindAsync("o_1", session.Id, default))!;

    /// <summary>A running session of another process.</summary>
    public async Task<BrowserSession> AddElsewhereAsync()
    {
        var session = BrowserSession.Create(new NewSession("o_1", new()), "other", Clock.GetUtcNow());
        session.TryStart(null, Clock.GetUtcNow());
        await Store.AddAsync(session, default);
        return session;
    }

    /// <summary>Lets a file come in a browser.</summary>
    public static async Task DownloadAsync(FakeBrowserSession browser, TempFolder folder)
    {
        await File.WriteAllTextAsync(folder["report.txt"], "by hand");
        browser.EndDownload(new BrowserDownload("report.txt", folder["report.txt"], "https://a.example/report.txt"));
    }

    /// <summary>Looks once; what that begins may go on.</summary>
    public Task GlanceAsync() => Watch.LookAsync(default).WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Looks once, and waits for what that begins.</summary>
    public async Task LookAsync()
    {
        var open = Open.All;
        await GlanceAsync();
        await Task.WhenAll(open.Select(session => session.Tending));
    }

    /// <summary>Lets time pass with a look every few seconds.</summary>
    public async Task LookForAsync(TimeSpan time, Func<Task> look)
    {
        for (var end = Clock.GetUtcNow() + time; Clock.GetUtcNow() < end;)
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            await look();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Held.DisposeAsync();
        await _database.DisposeAsync();
    }
}
