using System.Text;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Writes an output as comma-separated values: its first list of records, else its fields.</summary>
internal static class OutputCsv
{
    /// <summary>The text, with the mark of UTF-8 that spreadsheets look for.</summary>
    public static byte[] Write(IReadOnlyList<OutputTable> tables)
    {
        var table = tables.FirstOrDefault(one => one.IsList) ?? tables[0];
        var text = new StringBuilder("\uFEFF");
        AppendRow(text, table.Columns.Select(column => new OutputCell(column, null, IsText: true)));
        foreach (var row in table.Rows)
        {
            AppendRow(text, row);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendRow(StringBuilder text, IEnumerable<OutputCell> cells) => text.AppendJoin(',', cells.Select(Field)).Append("\r\n");

    // Spreadsheets take a text that begins so for a formula, and sites could write one: an apostrophe makes it a text.
    private static string Field(OutputCell cell)
    {
        var value = cell is { IsText: true, Text: ['=' or '+' or '-' or '@' or '\t' or '\r', ..] } ? "'" + cell.Text : cell.Text;
        return value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
