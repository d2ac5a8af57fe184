using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace Skyvern.Server.Settings;

/// <summary>What settings come from besides <c>appsettings.json</c> and arguments: the environment without its blanks, and files that hold a secret each.</summary>
internal static class SettingSources
{
    /// <summary>Folders that engines of containers, and systemd with <c>LoadCredential</c>, put secrets into. Those that are not there do no harm.</summary>
    public static IEnumerable<string> SecretFolders { get; } =
        new[] { "/run/secrets", Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY") }.Where(Path.IsPathRooted).Select(folder => folder!);

    /// <summary>Puts the sources in order: a secret's file counts more than the environment, an argument more than both.</summary>
    /// <param name="configuration">The sources that the host has by itself.</param>
    /// <param name="secretFolders">Each file in them is a setting: <c>Database__ConnectionString</c> holds its value.</param>
    /// <exception cref="SettingsException">A secret may not be read by this account.</exception>
    public static void UseSecretsAndSkipBlanks(this IConfigurationBuilder configuration, IEnumerable<string> secretFolders)
    {
        var environment = configuration.Sources.First(source => source is EnvironmentVariablesConfigurationSource { Prefix: null or "" });
        var place = configuration.Sources.IndexOf(environment);
        configuration.Sources[place] = new FilledVariables();
        foreach (var folder in secretFolders.Where(CanBeListed))
        {
            try
            {
                // Reads at once where the sources belong to a running builder.
                configuration.Sources.Insert(++place, new ConfigurationBuilder().AddKeyPerFile(folder).Sources[0]);
            }
            catch (Exception e) when (e is UnauthorizedAccessException or IOException)
            {
                throw new SettingsException($"A secret in {folder} cannot be read: {e.Message} Give it to the account that the server runs as.");
            }
        }
    }

    /// <summary>Other programs' secrets are none of this server's business.</summary>
    private static bool CanBeListed(string folder)
    {
        try
        {
            return Directory.Exists(folder) && Directory.EnumerateFiles(folder).Any();
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
