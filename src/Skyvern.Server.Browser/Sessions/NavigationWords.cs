using Microsoft.Playwright;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Says in plain words what the browser's error codes mean.</summary>
internal static class NavigationWords
{
    /// <summary>Whether the navigation became a download or was given up.</summary>
    public static bool IsAbort(PlaywrightException e) => Has(e, "ERR_ABORTED") || Has(e, "Download is starting");

    /// <summary>Whether the page itself went on to another address before it was there.</summary>
    public static bool IsOvertaken(PlaywrightException e) => Has(e, "interrupted by another navigation");

    /// <summary>Whether the browser refused by itself, so that no request can tell more.</summary>
    public static bool IsTheBrowsersOwn(PlaywrightException e) => Has(e, "ERR_UNSAFE_PORT") || Has(e, "ERR_TOO_MANY_REDIRECTS") || Has(e, "ERR_CERT_");

    /// <summary>The cause, naming the host.</summary>
    public static string Explain(PlaywrightException e, Uri address)
    {
        var host = address.Host;
        return Code(e) switch
        {
            "ERR_NAME_NOT_RESOLVED" => $"The name {host} was not found.",
            "ERR_CONNECTION_REFUSED" => $"{host} refused the connection on port {address.Port}.",
            "ERR_CONNECTION_TIMED_OUT" or "ERR_TIMED_OUT" => $"{host} did not answer in time.",
            "ERR_EMPTY_RESPONSE" or "ERR_CONNECTION_CLOSED" or "ERR_CONNECTION_RESET" => $"{host} closed the connection without an answer.",
            "ERR_HTTP_RESPONSE_CODE_FAILURE" => $"{host} answered with an error and an empty page.",
            "ERR_UNSAFE_PORT" => $"The browser does not open port {address.Port}.",
            "ERR_TOO_MANY_REDIRECTS" => $"{host} redirects in a circle.",
            "ERR_CERT_DATE_INVALID" => $"The certificate of {host} has expired or is not valid yet.",
            "ERR_CERT_COMMON_NAME_INVALID" => $"The certificate of {host} is for another name.",
            "ERR_CERT_AUTHORITY_INVALID" => $"The certificate of {host} is not from an authority that the browser trusts.",
            { } code when code.StartsWith("ERR_CERT_", StringComparison.Ordinal) => $"The certificate of {host} is not valid ({code}).",
            { } code when code.StartsWith("ERR_SSL_", StringComparison.Ordinal) => $"A secure connection to {host} could not be made ({code}).",
            { } code => $"{host} could not be opened ({code}).",
            null => $"{host} could not be opened: {PlainLine.Of(e.Message.Split('\n')[0])}",
        };
    }

    private static string? Code(PlaywrightException e)
    {
        var start = e.Message.IndexOf("net::", StringComparison.Ordinal);
        return start < 0 ? null : new string([.. e.Message.Skip(start + 5).TakeWhile(letter => letter == '_' || char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter))]);
    }

    private static bool Has(PlaywrightException e, string word) => e.Message.Contains(word, StringComparison.Ordinal);
}
