using System.Diagnostics;
using System.Text;

namespace Skyvern.Server.Testing;

/// <summary>A trace as text: the names of its spans, those of a span below it. What is repeated right after itself is shown once.</summary>
public static class TraceTree
{
    public static string Write(IReadOnlyList<Activity> spans)
    {
        var ids = spans.Select(span => span.SpanId).ToHashSet();
        return string.Join('\n', Lines(spans.Where(span => !ids.Contains(span.ParentSpanId)), spans, depth: 0));
    }

    private static IEnumerable<string> Lines(IEnumerable<Activity> siblings, IReadOnlyList<Activity> spans, int depth)
    {
        var last = "";
        foreach (var span in siblings.OrderBy(span => span.StartTimeUtc))
        {
            var text = new StringBuilder().Append(' ', depth * 2).Append(span.DisplayName);
            foreach (var line in Lines(spans.Where(child => child.ParentSpanId == span.SpanId), spans, depth + 1))
            {
                text.Append('\n').Append(line);
            }

            var whole = text.ToString();
            if (whole != last)
            {
                yield return whole;
            }

            last = whole;
        }
    }
}
