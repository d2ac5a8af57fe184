using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Skyvern.Server.Http;

namespace Skyvern.Server.Authentication;

/// <summary>
/// Accepts a key as <c>x-api-key</c> or as <c>Authorization: Bearer</c>; the first wins when both are sent. Every refusal is 403, never
/// 401: clients of this API expect it so. WebSockets may name either in the query, as <c>apikey</c> or <c>token</c>.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, CallerCheck callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "x-api-key";

    private string _refusal = CallerCheck.Invalid;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Path.StartsWithSegments("/health"))
        {
            return AuthenticateResult.NoResult(); // told to everybody, also while no key can be looked up
        }

        var carried = Context.WebSockets.IsWebSocketRequest ? CallerSecret.OfSocket(Request) : CallerSecret.InHeaders(Request);
        if (carried is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }

        var (key, refusal) = await callers.CheckAsync(secret, Context.RequestAborted);
        if (key is null)
        {
            _refusal = refusal;
            return AuthenticateResult.Fail(_refusal);
        }

        return AuthenticateResult.Success(new AuthenticationTicket(CallerClaims.For(key, SchemeName), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        ApiErrors.WriteAsync(Context, StatusCodes.Status403Forbidden, _refusal);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => HandleChallengeAsync(properties);
}
