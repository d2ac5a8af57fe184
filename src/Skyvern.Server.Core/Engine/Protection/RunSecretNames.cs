namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>Makes names for placeholders.</summary>
internal static class RunSecretNames
{
    /// <summary>The name of a stored credential's password: letters, digits and underscores only.</summary>
    public static string Of(string credential) =>
        "credential_" + string.Concat(credential.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_')) + "_password";
}
