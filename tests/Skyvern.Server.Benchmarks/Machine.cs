using System.Runtime.InteropServices;

namespace Skyvern.Server.Benchmarks;

/// <summary>Says where the figures come from: without that they mean nothing.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}; {Load()} at the start";

    /// <summary>Load over the last minute: more than there are cores means that others were at work too.</summary>
    public static string Load() =>
        File.Exists("/proc/loadavg") ? $"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "load unknown";
}
