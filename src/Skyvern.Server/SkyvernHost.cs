using Microsoft.Extensions.Options;
using Skyvern.Server.Authentication;
using Skyvern.Server.Browser;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Data;
using Skyvern.Server.Demo;
using Skyvern.Server.DevTools;
using Skyvern.Server.Endpoints;
using Skyvern.Server.Events;
using Skyvern.Server.Http;
using Skyvern.Server.Jobs;
using Skyvern.Server.Live;
using Skyvern.Server.Llm;
using Skyvern.Server.Nodes;
using Skyvern.Server.OpenApi;
using Skyvern.Server.Pages;
using Skyvern.Server.Pages.Sessions;
using Skyvern.Server.Responses;
using Skyvern.Server.Settings;
using Skyvern.Server.Storage;
using Skyvern.Server.Telemetry;

namespace Skyvern.Server;

/// <summary>Builds the whole server, for the program and for tests.</summary>
internal static class SkyvernHost
{
    /// <summary>Starts the server and waits until it is stopped. What keeps it from starting is told in a sentence, with exit code 1.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Build(args);
            app.Services.GetService<IStartupValidator>()?.Validate(); // the host would log the same with a stack trace
            DataFolder.Check(app.Services);
            app.PrintLoginLink();
            await app.RunAsync();
            return 0;
        }
        catch (Exception e) when (StartFault.Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"The server cannot start. {sentence}");
            return 1;
        }
    }

    /// <summary>A server that is ready to start. Parts start in the order in which they are added; it listens last.</summary>
    /// <param name="args">Settings as <c>--Section:Name=value</c>.</param>
    /// <param name="configure">Changes parts before the server is built.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = CreateBuilder(args);
        SettingsCheck.Check(builder.Configuration);
        builder.AddStructuredLogs();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddTelemetry();
        builder.Services.AddApi();
        builder.Services.AddArtifactStorage();
        builder.Services.AddSkyvernCore();
        builder.Services.AddSkyvernData();
        builder.Services.AddHostedService<DatabaseStart>();
        builder.Services.AddApiKeys();
        builder.Services.AddCredentials();
        builder.Services.AddPlaywrightBrowser();
        builder.Services.AddRecordings();
        builder.Services.AddLlmPlanner();
        builder.Services.AddRunResponses();
        builder.Services.AddSingleton<RunEventStream>();
        builder.Services.AddLiveSockets();
        builder.Services.AddSingleton<DevToolsRelay>();
        builder.Services.AddDemoSite();
        builder.Services.AddPages();
        builder.Services.AddOpenApiDocument();
        builder.Services.AddReadinessChecks();
        builder.Services.AddHostedService<ServerGauges>();
        configure?.Invoke(builder);
        var roles = builder.AddNode();
        builder.AddRunJobs(roles);
        builder.WebHost.UseUrls(ListenAddresses.Of(builder.Configuration));

        var app = builder.Build();
        app.UseApi();
        if (roles.ServesApi)
        {
            app.MapAll();
        }
        else
        {
            // What API processes pass on to the one that holds a browser.
            app.MapBrowserSessions();
            app.MapDevTools();
            app.MapLive();
            app.MapLiveSockets();
            app.MapSessionActions();
            app.MapProfiles();
        }

        app.MapHealth();
        return app;
    }

    private static void MapAll(this WebApplication app)
    {
        app.UseOpenApiPage();
        app.MapRunTask();
        app.MapRuns();
        app.MapBulkCancel();
        app.MapTasks();
        app.MapOldTasks();
        app.MapGenerateTask();
        app.MapWorkflows();
        app.MapWorkflowRuns();
        app.MapArtifacts();
        app.MapBrowserSessions();
        app.MapDevTools();
        app.MapCredentials();
        app.MapUploads();
        app.MapProfiles();
        app.MapTotp();
        app.MapWebhooks();
        app.MapOrganizations();
        app.MapLive();
        app.MapNodes();
        app.MapService();
        app.MapDemoSite();
        app.MapPages();
    }

    /// <summary>The settings alone, with no part read from them yet.</summary>
    /// <remarks>Settings and pages lie beside the program, whatever folder it was started in.</remarks>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.UseSecretsAndSkipBlanks(SettingSources.SecretFolders);
        return builder;
    }
}
