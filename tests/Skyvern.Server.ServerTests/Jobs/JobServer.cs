using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Data;
using Skyvern.Server.Jobs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Jobs;

/// <summary>A server whose runs need no browser and follow a script: what is tested is when and how often they run.</summary>
internal static class JobServer
{
    public static Task<ServerFactory> StartAsync(
        DatabaseProvider provider, ScriptedPlanner planner, Dictionary<string, string?>? settings = null, FakeBrowserPool? pool = null) =>
        ServerFactory.StartAsync(
            new Dictionary<string, string?>(settings ?? []) { ["Network:AllowedHosts"] = "127.0.0.1" },
            provider,
            planner: planner,
            services: services => services.Replace(ServiceDescriptor.Singleton<IBrowserPool>(pool ?? new FakeBrowserPool())));

    /// <summary>The server's own look for work without a job; it has looked for the first time, which is some moment after the start.</summary>
    public static async Task<RecoverySweep> SweepAsync(this ServerFactory server)
    {
        var sweep = server.Services.GetServices<IHostedService>().OfType<RecoverySweep>().Single();
        await sweep.FirstRound.WaitAsync(TimeSpan.FromMinutes(1));
        return sweep;
    }

    /// <summary>Starts a run whose page does not matter.</summary>
    public static async Task<string> RunAsync(this ServerFactory server, string? webhookUrl = null) =>
        (await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "p", Url = "https://example.com/", WebhookUrl = webhookUrl })).RunId;
}
