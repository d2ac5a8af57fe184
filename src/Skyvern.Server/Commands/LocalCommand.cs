using System.CommandLine;
using System.Data.Common;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Data.Startup;
using Skyvern.Server.Settings;

namespace Skyvern.Server.Commands;

/// <summary>A command that uses the server's parts and settings in this process, without starting a server.</summary>
internal static class LocalCommand
{
    /// <summary>A command whose arguments that it does not know are settings, as for the server.</summary>
    /// <param name="name">Its word.</param>
    /// <param name="description">What it does.</param>
    /// <param name="work">Does it; the result is the exit code.</param>
    public static Command Create(string name, string description, Func<WebApplication, ParseResult, CancellationToken, Task<int>> work)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((result, cancellationToken) => RunAsync(result, work, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult result, Func<WebApplication, ParseResult, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            // What the command prints is for the person who called it; the parts' own log would stand in between.
            await using var app = SkyvernHost.Build([.. result.UnmatchedTokens], builder => builder.Logging.ClearProviders());
            return await work(app, result, cancellationToken);
        }
        catch (Exception e) when (e is SettingsException or DatabaseStartupException or OptionsValidationException or BrowserLostException or DbException)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
