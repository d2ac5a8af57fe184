using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Settings;

namespace Skyvern.Server.Storage;

/// <summary>Tries out whether the data folder can be written, before any part is surprised that it cannot.</summary>
internal static class DataFolder
{
    /// <summary>Goes on only when it can.</summary>
    /// <exception cref="SettingsException">It cannot; the message says why and what to do.</exception>
    public static void Check(IServiceProvider services)
    {
        if (FindProblem(services.GetRequiredService<IOptions<DataOptions>>().Value) is { } problem)
        {
            throw new SettingsException(problem);
        }
    }

    /// <summary>A sentence on what is wrong; null when the folder is there, or has been made now, and takes a file.</summary>
    public static string? FindProblem(DataOptions data)
    {
        var folder = data.Under();
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, Path.GetRandomFileName());
            File.WriteAllText(probe, "x"); // not empty: on a full disk an empty file still fits
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The data folder {folder} cannot be written ({e.Message.TrimEnd('.')}). "
                + "Make room and give it to the account that the server runs as, or name another in Data:Path.";
        }
    }
}
