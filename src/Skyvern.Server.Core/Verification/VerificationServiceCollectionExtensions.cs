using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Core.Verification;

/// <summary>Registers one-time codes.</summary>
internal static class VerificationServiceCollectionExtensions
{
    /// <summary>Adds what gets codes. Store, protector and the caller of totp_url come from their own projects.</summary>
    public static IServiceCollection AddVerification(this IServiceCollection services)
    {
        services.AddOptions<OtpOptions>().BindConfiguration(OtpOptions.SectionName).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OtpOptions>, OtpOptionsValidator>();
        services.AddSingleton<CodeFinder>();
        services.AddSingleton<TotpCodeService>();
        services.AddSingleton<CodeDesk>();
        services.AddScoped<OtpPolling>();
        services.AddScoped<OtpResolver>();
        services.AddScoped<IActionPreparer, OtpPreparer>();
        return services;
    }
}
