namespace Skyvern.Server.Pages.Runs;

/// <summary>Registers what the page of a run is made from.</summary>
internal static class RunPageSetup
{
    public static IServiceCollection AddRunPage(this IServiceCollection services)
    {
        services.AddScoped<RunPageReader>();
        services.AddScoped<RunTabReader>();
        services.AddScoped<StepReader>();
        return services;
    }
}
