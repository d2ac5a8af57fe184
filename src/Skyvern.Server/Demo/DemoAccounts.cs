using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Demo;

/// <summary>The accounts of the demo shop: one with a password alone, two that ask for a one-time code as well.</summary>
internal static class DemoAccounts
{
    public const string Plain = "demo@example.com";

    /// <summary>Asks for the code in one field.</summary>
    public const string WithCode = "demo2fa@example.com";

    /// <summary>Asks for the code in six boxes.</summary>
    public const string WithBoxes = "demo2fa-boxes@example.com";

    public const string Password = "demo-pass";

    /// <summary>The authenticator secret of the last two.</summary>
    public const string Secret = "LARKFIELDDEMO234";

    private static readonly TotpSecret Authenticator =
        TotpSecret.TryParse(Secret, out var secret) ? secret : throw new InvalidOperationException("The demo's secret is no base32.");

    public static bool IsKnown(string? user, string? password) => user is Plain or WithCode or WithBoxes && password == Password;

    /// <summary>The code of now.</summary>
    public static string Code(DateTimeOffset now) => Totp.Code(Authenticator, now);

    /// <summary>Whether the code is of this window or of one beside it, as sites allow for clocks that differ.</summary>
    public static bool Accepts(string code, DateTimeOffset now) =>
        new[] { -1, 0, 1 }.Any(window => Code(now.AddSeconds(window * Authenticator.Period)) == code);
}
