using System.CommandLine;
using Skyvern.Server.Core.Organizations;
using Skyvern.Server.Data.Startup;

namespace Skyvern.Server.Commands;

/// <summary><c>keys create|list|revoke</c>: the API keys, also while a server runs on the same database.</summary>
internal static class KeysCommand
{
    public static Command Create() => new("keys", "Make, list and revoke API keys. A running server takes note within 5 seconds.")
    {
        CreateKey(), List(), Revoke(),
    };

    private static Command CreateKey()
    {
        var name = new Option<string>("--name") { Description = "What the key is for.", DefaultValueFactory = _ => "key" };
        var organization = new Option<string?>("--organization")
        {
            Description = "Id of the organization, or the name of a new one. Default: the first organization.",
        };
        var command = LocalCommand.Create("create", "Make a key and print it. It cannot be shown again.", async (app, result, cancellationToken) =>
        {
            if (await OrganizationsAsync(app, result, cancellationToken) is not { } organizations)
            {
                return 1;
            }

            var known = await organizations.ListAsync(cancellationToken);
            var wanted = result.GetValue(organization);
            var label = result.GetValue(name)!;
            var owner = wanted is null ? known.Count > 0 ? known[0] : null : known.FirstOrDefault(one => one.Id == wanted || one.Name == wanted);
            var key = owner is not null
                ? await organizations.CreateKeyAsync(owner.Id, label, cancellationToken)
                : (await organizations.CreateAsync(wanted ?? "Default", cancellationToken)).Key;
            result.InvocationConfiguration.Output.WriteLine(key.Secret);
            return 0;
        });
        command.Options.Add(name);
        command.Options.Add(organization);
        return command;
    }

    private static Command List() => LocalCommand.Create("list", "List organizations and their keys; the keys themselves are not shown.", async (app, result, cancellationToken) =>
    {
        if (await OrganizationsAsync(app, result, cancellationToken) is not { } organizations)
        {
            return 1;
        }

        foreach (var organization in await organizations.ListAsync(cancellationToken))
        {
            result.InvocationConfiguration.Output.WriteLine($"{organization.Id}  {organization.Name}");
            foreach (var key in await organizations.ListKeysAsync(organization.Id, cancellationToken))
            {
                var state = key.RevokedAt is { } revoked ? $"revoked {revoked:yyyy-MM-dd HH:mm}Z" : "valid";
                result.InvocationConfiguration.Output.WriteLine($"  {key.Id}  {key.Name}  made {key.CreatedAt:yyyy-MM-dd HH:mm}Z  {state}");
            }
        }

        return 0;
    });

    private static Command Revoke()
    {
        var id = new Argument<string>("id") { Description = "The key's id, key_..., as keys list shows it." };
        var command = LocalCommand.Create("revoke", "Take a key's power away. Runs that it started go on.", async (app, result, cancellationToken) =>
        {
            if (await OrganizationsAsync(app, result, cancellationToken) is not { } organizations)
            {
                return 1;
            }

            var revoked = await organizations.RevokeKeyAsync(result.GetValue(id)!, cancellationToken);
            result.InvocationConfiguration.Output.WriteLine(revoked ? "Revoked." : "There is no such valid key: keys list shows them.");
            return revoked ? 0 : 1;
        });
        command.Arguments.Add(id);
        return command;
    }

    private static async Task<OrganizationService?> OrganizationsAsync(WebApplication app, ParseResult result, CancellationToken cancellationToken)
    {
        if ((await app.Services.ListPendingMigrationsAsync(cancellationToken)).Count > 0)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync("The database is not of this version's form yet: start the server once, or run the command migrate.");
            return null;
        }

        return app.Services.GetRequiredService<OrganizationService>();
    }
}
