using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Credentials;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>
/// Turns <c>login</c> into filling the page's log-in form: account and password, or the account alone where the site asks for the password
/// on its next page. Where the password may be typed is decided by <see cref="SecretGuard"/>, as for every other secret.
/// </summary>
internal sealed class LogInPreparer : IActionPreparer
{
    /// <inheritdoc />
    public Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page) =>
        Task.FromResult(action is LoginAction login ? Prepare(run, login, page) : new PreparedAction(action));

    private static PreparedAction Prepare(RunState run, LoginAction login, Observation page)
    {
        if (run.Credentials.Find(login.Credential) is not { } logIn)
        {
            var names = run.Credentials.Names;
            return Refuse(login, ActionCode.Blocked, names.Count == 0
                ? "The run may use no stored credential."
                : $"The run may not use this credential; it may use {string.Join(", ", names)}.");
        }

        if (!RunCredentials.SitesOf(logIn).Any(site => site.MayReceiveSecrets(SiteName.Of(page.Url))))
        {
            return Refuse(login, ActionCode.Blocked, $"The credential {logIn.Name} belongs to {string.Join(", ", logIn.Origins)}, not to {ActionText.Place(page.Url)}.");
        }

        var fields = Fields(run, logIn, page);
        return fields.Count == 0
            ? Refuse(login, ActionCode.NotFound, "The page shows no log-in form: no field for a password, and no field that is clearly for the account.")
            : new PreparedAction(new FillAction(fields));
    }

    private static List<FieldValue> Fields(RunState run, LogIn logIn, Observation page)
    {
        if (LogInForm.Password(page) is not { } password)
        {
            return LogInForm.UserAlone(page) is { } alone ? [new FieldValue(alone.Ref, logIn.Username)] : [];
        }

        var secret = new RunSecret(RunSecretNames.Of(logIn.Name), logIn.Password) { Sites = RunCredentials.SitesOf(logIn) };
        run.Vault.Add(secret);
        var user = LogInForm.User(page, password);
        return user is null
            ? [new FieldValue(password.Ref, secret.Placeholder)]
            : [new FieldValue(user.Ref, logIn.Username), new FieldValue(password.Ref, secret.Placeholder)];
    }

    private static PreparedAction Refuse(BrowserAction action, ActionCode code, string message) => new(action, new ActionResult(code, message));
}
