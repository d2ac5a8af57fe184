namespace Skyvern.Server.Core.Verification;

/// <summary>Where codes are sent to, as callers name it: a mail address, a phone number, or any word of their own.</summary>
public static class TotpIdentifier
{
    /// <summary>The form in which identifiers are stored and compared: mail addresses without regard to case, others exactly.</summary>
    public static string Normalize(string identifier) => IsMail(identifier) ? identifier.Trim().ToLowerInvariant() : identifier;

    /// <summary>The identifier for people who look over a shoulder.</summary>
    public static string Mask(string identifier)
    {
        if (IsMail(identifier))
        {
            var mail = identifier.Trim();
            return $"{mail[0]}***{mail[mail.IndexOf('@', StringComparison.Ordinal)..]}";
        }

        return identifier.Length > 6 ? "***" + identifier[^3..] : "***";
    }

    private static bool IsMail(string identifier) => identifier.Trim().IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < identifier.Trim().Length - 1;
}
