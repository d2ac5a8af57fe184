using Skyvern.Server.Core.Organizations;

namespace Skyvern.Server.Pages.Settings;

/// <summary>An API key as its organization may see it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Beginning">Its first letters, to know it by.</param>
/// <param name="IsOwn">Whether this person has logged in with it.</param>
public sealed record KeyRow(ApiKey Key, string Beginning, bool IsOwn)
{
    /// <summary>Whether it counts.</summary>
    public bool IsValid => Key.RevokedAt is null;
}

/// <summary>A key that was just made: shown this once.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Secret">What callers send.</param>
public sealed record MadeKey(string Name, string Secret);

/// <summary>What came of a form about keys.</summary>
/// <param name="IsGood">Whether it was done.</param>
/// <param name="Words">A sentence.</param>
public sealed record KeyNote(bool IsGood, string Words);
