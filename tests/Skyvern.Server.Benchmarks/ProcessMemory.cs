using System.Globalization;

namespace Skyvern.Server.Benchmarks;

/// <summary>
/// Memory of processes as the system counts it: pages that several share count by their part (PSS), so that sums are true.
/// </summary>
internal static class ProcessMemory
{
    /// <summary>The process and all that descend from it, in MB.</summary>
    public static double OfTree(int processId) => Tree(processId).Sum(Of);

    /// <summary>One process, in MB; 0 when it has just gone.</summary>
    public static double Of(int processId)
    {
        try
        {
            var line = File.ReadLines($"/proc/{processId}/smaps_rollup").First(text => text.StartsWith("Pss:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>The process and its descendants.</summary>
    public static IReadOnlyList<int> Tree(int processId)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(ParentOf);
        var tree = new List<int> { processId };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children[tree[i]]);
        }

        return tree;
    }

    /// <summary>Whether it runs this program; processes may call themselves otherwise.</summary>
    public static bool Runs(int processId, string program)
    {
        try
        {
            return Path.GetFileName(new FileInfo($"/proc/{processId}/exe").LinkTarget) == program;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static int ParentOf(int processId)
    {
        try
        {
            // "id (name) state parent …": the name may hold blanks and brackets, so count from its end.
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
