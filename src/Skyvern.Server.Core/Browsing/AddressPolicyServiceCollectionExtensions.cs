using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Registers what decides about the network.</summary>
public static class AddressPolicyServiceCollectionExtensions
{
    /// <summary>Adds the address policy with its settings; calling it twice changes nothing.</summary>
    public static IServiceCollection AddAddressPolicy(this IServiceCollection services)
    {
        services.AddOptions<NetworkOptions>().BindConfiguration(NetworkOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NetworkOptions>, NetworkOptionsValidator>());
        services.AddOptions<ProxyOptions>().BindConfiguration(ProxyOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ProxyOptions>, ProxyOptionsValidator>());
        services.TryAddSingleton<ProxyPlaces>();
        services.TryAddSingleton<DemoAddress>();
        services.TryAddSingleton<IHostLookup, SystemHostLookup>();
        services.TryAddSingleton<IAddressPolicy, AddressPolicy>();
        return services;
    }
}
