using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Authentication;

/// <summary>Encrypts stored secrets with the key ring, which is in the data folder, or in PostgreSQL.</summary>
internal sealed class SecretProtector(IDataProtectionProvider provider) : ISecretProtector
{
    private readonly IDataProtector _protector = provider.CreateProtector("Skyvern.Server.Secrets");

    public string Protect(string secret) => _protector.Protect(secret);

    public string? TryUnprotect(string protectedSecret)
    {
        try
        {
            return _protector.Unprotect(protectedSecret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
