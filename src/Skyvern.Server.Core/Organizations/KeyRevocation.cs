namespace Skyvern.Server.Core.Organizations;

/// <summary>What became of the wish to revoke a key of one's own organization.</summary>
public enum KeyRevocation
{
    /// <summary>The key is no longer valid.</summary>
    Revoked,

    /// <summary>The organization has no such valid key.</summary>
    NotFound,

    /// <summary>It is the only valid one and stays: nobody could log in any more.</summary>
    LastKey,
}
