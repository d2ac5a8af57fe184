using System.Globalization;

namespace Skyvern.Server.Benchmarks;

/// <summary>Processor time of processes, as the system counts it.</summary>
internal static class ProcessTime
{
    private const double TicksASecond = 100;

    /// <summary>Seconds that a process, its ended children and all that descend from it have used so far.</summary>
    public static double OfTree(int processId) => ProcessMemory.Tree(processId).Sum(Of);

    private static double Of(int processId)
    {
        try
        {
            // "id (name) state parent …": the name may hold blanks and brackets, so count from its end.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(ticks => double.Parse(ticks, CultureInfo.InvariantCulture)) / TicksASecond;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
