namespace Skyvern.Server.Benchmarks;

/// <summary>Writes figures as one Markdown table, aligned so that it is readable as it is.</summary>
internal static class FigureTable
{
    public static void Write(TextWriter writer, IEnumerable<Figure> figures)
    {
        List<string[]> rows = [["measure", "ours (median / p95)", "goal", "the field"]];
        rows.AddRange(figures.Select(figure => new[] { figure.Measure, figure.Ours, figure.Goal, figure.Field }));
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();

        writer.WriteLine(Line(rows[0], widths));
        writer.WriteLine($"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|");
        foreach (var row in rows.Skip(1))
        {
            writer.WriteLine(Line(row, widths));
        }
    }

    private static string Line(string[] cells, List<int> widths) =>
        $"| {string.Join(" | ", cells.Select((cell, column) => cell.PadRight(widths[column])))} |";
}
