using System.ComponentModel.DataAnnotations;

namespace Skyvern.Client.Contracts;

/// <summary>Stores a log-in that runs may use.</summary>
public sealed record CreateCredentialRequest
{
    /// <summary>What the log-in is called, in the goals of runs too; unique within the organization.</summary>
    [Required, StringLength(100, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary><c>password</c>, the only kind.</summary>
    [Required]
    public string? CredentialType { get; init; }

    /// <summary>The log-in.</summary>
    [Required]
    public PasswordCredential? Credential { get; init; }

    /// <summary>Where it may be typed, e.g. <c>https://shop.example</c>: these sites with their subdomains and no others.</summary>
    [Required, MinLength(1)]
    public IReadOnlyList<string>? Origins { get; init; }
}

/// <summary>An account and its password; never shown again.</summary>
public sealed record PasswordCredential
{
    /// <summary>The account.</summary>
    [Required]
    public string? Username { get; init; }

    /// <summary>The password.</summary>
    [Required, MinLength(1)]
    public string? Password { get; init; }

    /// <summary>The secret of an authenticator app, as text in base32 or as an otpauth:// address; null: none.</summary>
    public string? Totp { get; init; }
}
