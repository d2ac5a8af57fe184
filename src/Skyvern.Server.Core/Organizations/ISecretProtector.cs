namespace Skyvern.Server.Core.Organizations;

/// <summary>Encrypts what is stored and must be read again, such as API keys that sign webhooks.</summary>
public interface ISecretProtector
{
    /// <summary>Encrypts.</summary>
    string Protect(string secret);

    /// <summary>Decrypts; null when the key ring no longer knows the key.</summary>
    string? TryUnprotect(string protectedSecret);
}
