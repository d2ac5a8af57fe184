namespace Skyvern.Client.Contracts;

/// <summary>A stored log-in, without what is secret in it.</summary>
public sealed record CredentialResponse
{
    /// <summary>The credential's id, <c>cred_…</c>.</summary>
    public required string CredentialId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary><c>password</c>.</summary>
    public required string CredentialType { get; init; }

    /// <summary>What may be shown of it.</summary>
    public required CredentialDetails Credential { get; init; }

    /// <summary>Where it may be typed.</summary>
    public required IReadOnlyList<string> Origins { get; init; }

    /// <summary>Creation.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Last change.</summary>
    public required DateTimeOffset ModifiedAt { get; init; }
}

/// <summary>What may be shown of a log-in.</summary>
public sealed record CredentialDetails
{
    /// <summary>The account.</summary>
    public required string Username { get; init; }

    /// <summary><c>authenticator</c> when it has the secret of an authenticator app, else <c>none</c>.</summary>
    public required string TotpType { get; init; }
}
