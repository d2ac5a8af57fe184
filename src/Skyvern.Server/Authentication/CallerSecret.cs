namespace Skyvern.Server.Authentication;

/// <summary>Finds the credential that a request carries.</summary>
internal static class CallerSecret
{
    private const string BearerPrefix = "Bearer ";

    /// <summary>Of its headers: <c>x-api-key</c>, else <c>Authorization: Bearer</c>; null when there is none.</summary>
    public static string? InHeaders(HttpRequest request) =>
        request.Headers[ApiKeyHandler.Header].ToString() is { Length: > 0 } key ? key : OfBearer(request.Headers.Authorization.ToString());

    /// <summary>
    /// Of its headers, else of its query, <c>apikey</c> or <c>token</c>: web pages can give a WebSocket no header of their own. Never of a
    /// cookie: it would be sent along by pages of other sites.
    /// </summary>
    public static string? OfSocket(HttpRequest request) =>
        InHeaders(request)
        ?? (request.Query["apikey"].ToString() is { Length: > 0 } key ? key : null)
        ?? (request.Query["token"].ToString() is { Length: > 0 } token ? OfBearer(token) : null);

    private static string? OfBearer(string text) =>
        text.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) && text[BearerPrefix.Length..].Trim() is { Length: > 0 } token ? token : null;
}
