namespace Skyvern.Server.Core.Organizations;

/// <summary>What became of a credential.</summary>
/// <param name="Kind">The case.</param>
/// <param name="Key">The key, where it is known.</param>
public sealed record KeyCheck(KeyCheckKind Kind, ApiKey? Key)
{
    /// <summary>No such key.</summary>
    public static readonly KeyCheck Unknown = new(KeyCheckKind.Unknown, null);
}

/// <summary>The cases of <see cref="KeyCheck"/>.</summary>
public enum KeyCheckKind
{
    /// <summary>The key counts.</summary>
    Valid,

    /// <summary>It was revoked.</summary>
    Revoked,

    /// <summary>Nobody has this key.</summary>
    Unknown,
}
