namespace Skyvern.Server.Browser.Observing;

/// <summary>
/// Keeps an observation small. Over the soft limit, plain text outside of the viewport goes first, then repeated items after the 20th (but
/// for the last one). Only over the hard limit does text in the viewport go, then rows, then controls: what a person sees
/// is the evidence a planner works on. Every cut leaves a line that says how much was left out.
/// </summary>
internal static class LineBudget
{
    /// <summary>About 1,500 tokens of 3.5 characters.</summary>
    public const int SoftCharacters = 5_250;

    /// <summary>About 6,000 tokens.</summary>
    public const int HardCharacters = 21_000;

    private const int RepeatedItems = 20;
    private const int MarkLength = 60;

    /// <summary>The lines to print.</summary>
    public static IReadOnlyList<string> Apply(IReadOnlyList<PageLine> lines)
    {
        var kept = lines;
        if (Size(kept) > SoftCharacters)
        {
            kept = Drop(kept, line => line is { Kind: LineKind.Text or LineKind.Row, OffScreen: true }, "text lines outside the viewport");
        }

        if (Size(kept) > SoftCharacters)
        {
            kept = DropRepeated(kept);
        }

        if (Size(kept) > HardCharacters)
        {
            kept = DropToFit(kept, LineKind.Text, "text lines");
        }

        if (Size(kept) > HardCharacters)
        {
            kept = DropToFit(kept, LineKind.Row, "rows");
        }

        if (Size(kept) > HardCharacters)
        {
            kept = DropToFit(kept, LineKind.Control, "controls");
        }

        return [.. (Size(kept) > HardCharacters ? CutEnd(kept) : kept).Select(line => line.Text)];
    }

    private static int Size(IEnumerable<PageLine> lines) => lines.Sum(line => line.Text.Length + 1);

    /// <summary>Drops all that match; a mark takes the place of the last of them.</summary>
    private static List<PageLine> Drop(IReadOnlyList<PageLine> lines, Func<PageLine, bool> drops, string what)
    {
        var count = lines.Count(drops);
        var seen = 0;
        var kept = new List<PageLine>(lines.Count);
        foreach (var line in lines)
        {
            if (!drops(line))
            {
                kept.Add(line);
            }
            else if (++seen == count)
            {
                kept.Add(Mark(count, what));
            }
        }

        return kept;
    }

    /// <summary>Drops the last lines of a kind until the rest fits.</summary>
    private static List<PageLine> DropToFit(IReadOnlyList<PageLine> lines, LineKind kind, string what)
    {
        var over = Size(lines) - HardCharacters + MarkLength;
        var first = lines.Count;
        while (first > 0 && over > 0)
        {
            first--;
            over -= lines[first].Kind == kind ? lines[first].Text.Length + 1 : 0;
        }

        var dropped = lines.Skip(first).Where(line => line.Kind == kind).ToHashSet(ReferenceEqualityComparer.Instance);
        return Drop(lines, dropped.Contains, what);
    }

    private static List<PageLine> DropRepeated(IReadOnlyList<PageLine> lines)
    {
        var last = lines.Where(line => line.Group.Length > 0).GroupBy(line => line.Group).ToDictionary(group => group.Key, group => group.Max(line => line.Item));
        var shown = new Dictionary<string, HashSet<int>>();
        var dropped = new Dictionary<string, DroppedItems>();
        var tables = lines.Where(line => line.Kind == LineKind.Row).Select(line => line.Group).ToHashSet();
        var kept = new List<PageLine>(lines.Count);
        foreach (var line in lines)
        {
            if (line.Group.Length == 0 || line.Kind == LineKind.Alert)
            {
                kept.Add(line);
                continue;
            }

            var items = shown.TryGetValue(line.Group, out var known) ? known : shown[line.Group] = [];
            if (items.Contains(line.Item) || items.Count < RepeatedItems)
            {
                items.Add(line.Item);
                kept.Add(line);
            }
            else if (line.Item == last[line.Group])
            {
                if (dropped.Remove(line.Group, out var left))
                {
                    kept.Add(Mark(left.Items.Count, tables.Contains(line.Group) ? "rows" : "items", left.Controls));
                }

                kept.Add(line);
            }
            else
            {
                (dropped.TryGetValue(line.Group, out var some) ? some : dropped[line.Group] = new DroppedItems()).Add(line);
            }
        }

        kept.AddRange(dropped.Select(left => Mark(left.Value.Items.Count, "items", left.Value.Controls)));
        return kept;
    }

    private static List<PageLine> CutEnd(IReadOnlyList<PageLine> lines)
    {
        var kept = new List<PageLine>();
        var size = MarkLength;
        foreach (var line in lines)
        {
            size += line.Text.Length + 1;
            if (size > HardCharacters)
            {
                break;
            }

            kept.Add(line);
        }

        kept.Add(Mark(lines.Count - kept.Count, "lines", lines.Skip(kept.Count).Count(line => line.Kind == LineKind.Control)));
        return kept;
    }

    private static PageLine Mark(int count, string what, int controls = 0) =>
        new(LineKind.Mark, $"... {count} more {what}{(controls > 0 ? $" ({controls} {(controls == 1 ? "control" : "controls")})" : "")}, use find or read");

    private sealed class DroppedItems
    {
        public HashSet<int> Items { get; } = [];

        public int Controls { get; private set; }

        public void Add(PageLine line)
        {
            Items.Add(line.Item);
            Controls += line.Kind == LineKind.Control ? 1 : 0;
        }
    }
}
