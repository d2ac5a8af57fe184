using System.CommandLine;

namespace Skyvern.Server.Commands;

/// <summary>The words of the command line: without any, the server starts.</summary>
internal static class CommandLine
{
    /// <summary>Parses and runs; the result is the process's exit code.</summary>
    /// <param name="args">The words.</param>
    /// <param name="serve">Starts the server.</param>
    /// <param name="console">Where to write; null: the terminal.</param>
    public static Task<int> RunAsync(string[] args, Func<string[], Task<int>> serve, InvocationConfiguration? console = null)
    {
        var command = new RootCommand("Skyvern.Server: browser tasks over REST. Without a command the server starts; settings come as --Section:Key=value.")
        {
            // What is not a command is a setting for the server.
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction((_, _) => serve(args));
        command.Subcommands.Add(RunCommand.Create());
        command.Subcommands.Add(DemoCommand.Create());
        command.Subcommands.Add(HealthCommand.Create());
        command.Subcommands.Add(DoctorCommand.Create());
        command.Subcommands.Add(KeysCommand.Create());
        command.Subcommands.Add(MigrateCommand.Create());
        command.Subcommands.Add(ConfigCommand.Create());

        var words = command.Parse(args);
        console ??= new InvocationConfiguration();
        if (words.CommandResult.Command == command)
        {
            // The host stops by itself, and takes as long as the settings say; after two seconds this would call it ended by force.
            console.ProcessTerminationTimeout = null;
        }

        return words.InvokeAsync(console);
    }
}
