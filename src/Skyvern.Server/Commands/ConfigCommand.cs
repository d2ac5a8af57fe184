using System.CommandLine;
using Skyvern.Server.Settings;

namespace Skyvern.Server.Commands;

/// <summary><c>config show</c>: the settings in use and where each comes from, secrets masked.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "The settings in use.") { Show() };

    private static Command Show()
    {
        var command = new Command(
            "show",
            "Print every setting, its value and where it comes from; secrets are masked. Exit code 1 when a name is not a setting of this server.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(result =>
        {
            try
            {
                // Of the settings alone, so that it helps where the server does not start with them.
                return Print(SettingsInUse.Read(SkyvernHost.CreateBuilder([.. result.UnmatchedTokens]).Configuration), result.InvocationConfiguration.Output);
            }
            catch (SettingsException e)
            {
                result.InvocationConfiguration.Error.WriteLine(e.Message);
                return 1;
            }
        });
        return command;
    }

    private static int Print(IReadOnlyList<SettingInUse> settings, TextWriter output)
    {
        var width = settings.Max(setting => setting.Key.Length);
        foreach (var setting in settings)
        {
            var mark = setting.IsKnown ? "" : "  <- not a setting of this server";
            output.WriteLine($"{setting.Key.PadRight(width)}  {setting.Shown,-40}  {setting.Source}{mark}");
        }

        return settings.All(setting => setting.IsKnown) ? 0 : 1;
    }
}
