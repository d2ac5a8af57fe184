using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Core.Profiles;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

/// <summary>The engine as the server registers it, with a fake browser, journal and clock around it.</summary>
internal sealed class EngineBench : IAsyncDisposable
{
    public const string Start = "https://shop.example/";

    private readonly ServiceProvider _services;

    public EngineBench(
        ScriptedPlanner planner, Action<FakeBrowserSession>? page = null, Action<EngineOptions>? options = null,
        Func<ExtractionRequest, ExtractionResult>? extract = null, Organization? organization = null,
        Func<ClaimQuestion, ClaimVerdict?>? verify = null,
        Action<NetworkOptions>? network = null, IReadOnlyList<LogIn>? logIns = null, IFileFetcher? fetcher = null,
        IReadOnlyDictionary<string, string>? profiles = null)
    {
        Planner = planner;
        Browsers = new FakeBrowserPool(page);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(Time);
        services.AddSkyvernCore();
        services.AddSingleton<IRunJournal>(Journal);
        services.AddSingleton<IArtifactStore>(Files);
        Otp.AddTo(services);
        services.AddSingleton<IBrowserPool>(Browsers);
        services.AddSingleton<IStepPlannerFactory>(planner);
        services.AddSingleton<IOrganizationStore>(new OneOrganization(organization));
        services.AddSingleton<IDataExtractor>(new FakeExtractor(extract ?? (_ => new ExtractionResult(null, "nothing there"))));
        services.AddSingleton<IClaimVerifier>(new FakeVerifier(verify ?? (_ => null)));
        services.AddSingleton<ICredentialSource>(new FakeCredentials(logIns ?? []));
        services.AddSingleton<IProfileSource>(new FakeProfiles(profiles ?? new Dictionary<string, string>()));
        if (fetcher is not null)
        {
            services.AddSingleton(fetcher);
        }

        services.Configure(network ?? (_ => { }));
        if (options is not null)
        {
            services.Configure(options);
        }

        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    public ManualTimeProvider Time { get; } = new();

    /// <summary>Browsers that stay open over several runs.</summary>
    public HeldBrowsers Held => _services.GetRequiredService<HeldBrowsers>();

    /// <summary>What can be watched.</summary>
    public LiveBrowsers Live => _services.GetRequiredService<LiveBrowsers>();

    public InMemoryRunJournal Journal { get; } = new();

    public InMemoryArtifactStore Files { get; } = new();

    public OtpFakes Otp { get; } = new();

    public FakeBrowserPool Browsers { get; }

    public ScriptedPlanner Planner { get; }

    public RunResult Result => Journal.Result ?? throw new InvalidOperationException("The run has not ended.");

    public static TaskRequest Request(string prompt = "Do it", string? url = Start) => new() { Prompt = prompt, Url = url, Engine = "skyvern-2.0" };

    /// <summary>Lets the page hold this text.</summary>
    public static Action<FakeBrowserSession> Shows(string text) => session =>
        session.Content = new PageContent { Url = Start, Title = "A page", Markdown = text };

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>Works the request off to its end; a run that takes minutes of its clock wants larger pieces.</summary>
    public async Task<RunResult> RunAsync(TaskRequest? request = null, TimeSpan? piece = null)
    {
        await Time.RunAsync(StartAsync(Claim(request)), piece);
        return Result;
    }

    public RunClaim Claim(TaskRequest? request = null, int attempt = 1, int firstStepOrder = 0)
    {
        var run = TaskRun.Queue("o_1", "key_1", request ?? Request(), "api", Time.GetUtcNow());
        for (var i = 0; i < attempt; i++)
        {
            run.TryClaim(Time.GetUtcNow());
        }

        return new RunClaim(run, attempt, firstStepOrder);
    }

    public async Task StartAsync(RunClaim claim, CancellationToken cancellationToken = default)
    {
        await using var scope = _services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TaskEngine>().RunAsync(claim, cancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class FakeCredentials(IReadOnlyList<LogIn> logIns) : ICredentialSource
    {
        public Task<IReadOnlyList<LogIn>> OpenAsync(string organizationId, CancellationToken cancellationToken) => Task.FromResult(logIns);
    }

    private sealed class FakeProfiles(IReadOnlyDictionary<string, string> states) : IProfileSource
    {
        public Task<string?> OpenAsync(string organizationId, string profileId, CancellationToken cancellationToken) =>
            Task.FromResult(states.GetValueOrDefault(profileId));
    }

    private sealed class FakeExtractor(Func<ExtractionRequest, ExtractionResult> extract) : IDataExtractor
    {
        public Task<ExtractionResult> ExtractAsync(ExtractionRequest request, CancellationToken cancellationToken) => Task.FromResult(extract(request));
    }

    private sealed class FakeVerifier(Func<ClaimQuestion, ClaimVerdict?> verify) : IClaimVerifier
    {
        public Task<ClaimVerdict?> VerifyAsync(ClaimQuestion question, CancellationToken cancellationToken) => Task.FromResult(verify(question));
    }

    private sealed class OneOrganization(Organization? organization) : IOrganizationStore
    {
        public Task<Organization?> FindAsync(string organizationId, CancellationToken cancellationToken) => Task.FromResult(organization);

        public Task AddAsync(Organization organization, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<Organization>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AddKeyAsync(ApiKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<ApiKey?> FindKeyByHashAsync(string hash, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<ApiKey>> ListKeysAsync(string organizationId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task NoteUseAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> RevokeKeyAsync(string keyId, DateTimeOffset now, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<KeyRevocation> RevokeSpareKeyAsync(string organizationId, string keyId, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
