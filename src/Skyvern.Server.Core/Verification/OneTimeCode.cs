namespace Skyvern.Server.Core.Verification;

/// <summary>What a site sends to prove who logs in.</summary>
/// <param name="Value">The code, or the link.</param>
/// <param name="Type">Which of the two.</param>
public sealed record OneTimeCode(string Value, OtpType Type = OtpType.Totp)
{
    /// <summary>Texts up to this length are codes as they stand; in longer ones the code is looked for.</summary>
    public const int LongestBare = 10;
}

/// <summary>Kinds of one-time codes.</summary>
public enum OtpType
{
    /// <summary>A code to enter.</summary>
    Totp,

    /// <summary>A link to open.</summary>
    MagicLink,
}
