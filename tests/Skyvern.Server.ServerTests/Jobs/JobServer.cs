using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Skyvern.Client.Contracts;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Data;
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

    /// <summary>Starts a run whose page does not matter.</summary>
    public static async Task<string> RunAsync(this ServerFactory server, string? webhookUrl = null) =>
        (await server.Client.RunTaskAsync(new RunTaskRequest { Prompt = "p", Url = "https://example.com/", WebhookUrl = webhookUrl })).RunId;
}
