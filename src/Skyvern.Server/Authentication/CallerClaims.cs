using System.Security.Claims;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Authentication;

/// <summary>Who calls: the organization and the key it came with.</summary>
internal static class CallerClaims
{
    private const string Organization = "organization_id";
    private const string ApiKey = "api_key_id";
    private const string KeyName = "api_key_name";

    public static ClaimsPrincipal For(ApiKey key, string scheme) =>
        new(new ClaimsIdentity([new Claim(Organization, key.OrganizationId), new Claim(ApiKey, key.Id), new Claim(KeyName, key.Name)], scheme));

    /// <summary>The organization of an authenticated caller.</summary>
    public static string OrganizationId(this ClaimsPrincipal caller) =>
        caller.FindFirstValue(Organization) ?? throw new InvalidOperationException("The endpoint demands no credential, yet asks whose it is.");

    /// <summary>The key of an authenticated caller.</summary>
    public static string? ApiKeyId(this ClaimsPrincipal caller) => caller.FindFirstValue(ApiKey);

    /// <summary>What a person who is logged in is called: by the name of the key.</summary>
    public static string DisplayName(this ClaimsPrincipal caller) => caller.FindFirstValue(KeyName) ?? "";
}
