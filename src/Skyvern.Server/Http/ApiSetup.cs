using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Skyvern.Client.Json;
using Skyvern.Server.Authentication;
using Skyvern.Server.Endpoints;
using Skyvern.Server.Nodes;
using Skyvern.Server.Pages;
using Skyvern.Server.Requests;
using Skyvern.Server.Telemetry;

namespace Skyvern.Server.Http;

/// <summary>Registers and orders what every request passes through.</summary>
internal static class ApiSetup
{
    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private static readonly string[] RequestHeaders =
        ["content-type", "authorization", ApiKeyHandler.Header, "x-user-agent", HeaderIntegers.MaxSteps, HeaderIntegers.MaxIterations, IdempotencyKeyReader.Header];

    /// <summary>Adds settings, JSON, errors and cross-origin rules.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.SectionName)
            .PostConfigure<IConfiguration>((server, configuration) => server.Urls = ListenAddresses.Of(configuration))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ServerOptions>, ServerOptionsValidator>();
        services.AddSingleton<IValidateOptions<ServerOptions>, AddressesValidator>();
        services.AddOptions<HostOptions>().Configure<IOptions<ServerOptions>>(
            (host, server) => host.ShutdownTimeout = TimeSpan.FromSeconds(server.Value.ShutdownSeconds));
        services.AddSingleton<ServerAddress>();
        services.AddSingleton<TaskAddresses>();
        services.AddScoped<NamedBrowsers>();
        services.AddScoped<RunIntake>();
        services.AddSingleton<WorkflowRunRequests>();
        services.ConfigureHttpJsonOptions(json => WireJson.Configure(json.SerializerOptions));
        services.AddExceptionHandler<UnhandledErrorHandler>();
        services.AddTrustedProxies();
        services.AddRateLimits();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<ServerOptions>>(
            (kestrel, server) => kestrel.Limits.MaxRequestBodySize = server.Value.MaxBodyBytes);
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<ServerOptions>>(
            (cors, server) => cors.AddDefaultPolicy(policy => Allow(policy, server.Value.AllowedOrigins)));
        return services;
    }

    /// <summary>Orders the middleware: what is outside sees what is inside go wrong.</summary>
    public static void UseApi(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        app.UseMiddleware<RequestSpan>();
        app.UseMiddleware<RequestLog>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(StatusDetails.WriteAsync);
        app.UseMiddleware<NodeGate>();
        PageFiles.Use(app);
        app.UseWebSockets();
        app.UseRouting();
        app.UseMiddleware<PageHeaders>();
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAntiforgery();
    }

    private static void Allow(CorsPolicyBuilder policy, string origins)
    {
        var list = origins.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        policy.WithOrigins(list).AllowCredentials().WithMethods(Methods).WithHeaders(RequestHeaders).WithExposedHeaders("x-total-count");
    }
}
