using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Http;

namespace Skyvern.Server.Authentication;

/// <summary>
/// Accepts a key as <c>x-api-key</c> or as <c>Authorization: Bearer</c>; the first wins when both are sent. Every refusal is 403, never
/// 401: clients of this API expect it so. WebSockets may name either in the query, as <c>apikey</c> or <c>token</c>.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, OrganizationService organizations,
    UiTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "x-api-key";

    private const string Invalid = "Invalid credentials";
    private const string Unknown = "Could not validate credentials";
    private const string Expired = "Auth token is expired";
    private const string BearerPrefix = "Bearer ";

    private string _refusal = Invalid;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (FindKey() is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        if (secret.StartsWith(UiTokens.Prefix, StringComparison.Ordinal))
        {
            var token = await tokens.CheckAsync(secret, Context.RequestAborted);
            _refusal = token.IsExpired ? Expired : Unknown;
            return token.Key is { } owner ? Success(owner) : AuthenticateResult.Fail(_refusal);
        }

        var check = await organizations.AuthenticateAsync(secret, Context.RequestAborted);
        if (check is not { Kind: KeyCheckKind.Valid, Key: { } key })
        {
            _refusal = check.Kind == KeyCheckKind.Unknown ? Unknown : Invalid;
            return AuthenticateResult.Fail(_refusal);
        }

        return Success(key);
    }

    private static AuthenticateResult Success(ApiKey key) =>
        AuthenticateResult.Success(new AuthenticationTicket(CallerClaims.For(key, SchemeName), SchemeName));

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        ApiErrors.WriteAsync(Context, StatusCodes.Status403Forbidden, _refusal);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => HandleChallengeAsync(properties);

    private string? FindKey()
    {
        if (Request.Headers[Header].ToString() is { Length: > 0 } key)
        {
            return key;
        }

        // Web pages cannot send headers with a WebSocket.
        if (Context.WebSockets.IsWebSocketRequest && Request.Query["apikey"].ToString() is { Length: > 0 } asked)
        {
            return asked;
        }

        var authorization = Request.Headers.Authorization.ToString();
        if (authorization.Length == 0 && Context.WebSockets.IsWebSocketRequest)
        {
            authorization = Request.Query["token"].ToString();
        }

        return authorization.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) && authorization[BearerPrefix.Length..].Trim() is { Length: > 0 } token
            ? token
            : null;
    }
}
