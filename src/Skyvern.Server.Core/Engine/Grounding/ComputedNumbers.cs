using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Grounding;

/// <summary>Numbers that stand nowhere but follow from what does: how many there are of something, sums, averages.</summary>
internal sealed class ComputedNumbers
{
    private readonly HashSet<decimal> _numbers = [];

    /// <summary>Whether the number is among them, as far as it was written out.</summary>
    public bool Has(decimal number) => _numbers.Contains(number) || _numbers.Any(known => Math.Abs(known - number) < Slack(number));

    /// <summary>What follows from a page's tables and repeated cards.</summary>
    public void Add(PageContent page)
    {
        foreach (var rows in page.Tables.Select(table => table.Rows).Concat(page.CardGroups.Select(group => group.Cards)))
        {
            _numbers.Add(rows.Count);
            foreach (var column in rows.SelectMany(row => row).GroupBy(field => field.Key))
            {
                AddSeries([.. column.SelectMany(field => Number(field.Text))]);
            }
        }
    }

    /// <summary>What follows from data: from its lists, and from the numbers that stand side by side.</summary>
    /// <param name="data">The data.</param>
    /// <param name="isSeen">Whether a number may be built on.</param>
    public void Add(JsonNode? data, Func<decimal, bool> isSeen)
    {
        switch (data)
        {
            case JsonArray list:
                _numbers.Add(list.Count);
                AddSeries([.. list.SelectMany(Number).Where(isSeen)]);
                foreach (var column in list.OfType<JsonObject>().SelectMany(record => record).GroupBy(field => field.Key))
                {
                    AddSeries([.. column.SelectMany(field => Number(field.Value)).Where(isSeen)]);
                }

                list.ToList().ForEach(item => Add(item, isSeen));
                break;
            case JsonObject record:
                AddPairs([.. record.SelectMany(field => Number(field.Value)).Where(isSeen)]);
                record.ToList().ForEach(field => Add(field.Value, isSeen));
                break;
        }
    }

    private void AddSeries(List<decimal> numbers)
    {
        if (numbers.Count > 1 && numbers.All(number => Math.Abs(number) < 1_000_000_000_000))
        {
            _numbers.Add(numbers.Sum());
            _numbers.Add(numbers.Average());
        }
    }

    private void AddPairs(List<decimal> numbers)
    {
        AddSeries(numbers);
        foreach (var (a, b) in numbers.SelectMany((a, index) => numbers.Skip(index + 1).Take(20).Select(b => (a, b))).Where(pair => Math.Max(Math.Abs(pair.a), Math.Abs(pair.b)) < 1_000_000_000))
        {
            _numbers.UnionWith([a + b, a - b, b - a, a * b]);
        }
    }

    private static IEnumerable<decimal> Number(JsonNode? node) => node switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number && value.TryGetValue<decimal>(out var number) => [number],
        JsonValue value when value.GetValueKind() == JsonValueKind.String => Number(value.GetValue<string>()),
        _ => [],
    };

    private static IEnumerable<decimal> Number(string text) => NumberText.TryParse(text, out var number) ? [number] : [];

    /// <summary>An average is seldom written out: half a unit of the last place it is written with.</summary>
    private static decimal Slack(decimal number) => number.Scale switch
    {
        0 => 0.0000001m,
        var places => 0.501m / (decimal)Math.Pow(10, Math.Min((int)places, 9)),
    };
}
