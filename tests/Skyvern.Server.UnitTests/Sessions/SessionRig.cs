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
        Watch = new SessionWatch(Store, Open, Ending, new ServerNode(Node), Clock);
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

    public async ValueTask DisposeAsync()
    {
        await Held.DisposeAsync();
        await _database.DisposeAsync();
    }
}
