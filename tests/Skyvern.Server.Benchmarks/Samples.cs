using System.Diagnostics;

namespace Skyvern.Server.Benchmarks;

/// <summary>Values of one measure.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public double Median => (At(0.5) + At(0.5, above: true)) / 2;

    public double P95 => At(0.95);

    public double Least => At(0);

    /// <summary>Median and p95 in milliseconds, with the number of values.</summary>
    public string Milliseconds => $"{this} ms (n={_values.Count})";

    public void Add(double value) => _values.Add(value);

    public void Add(TimeSpan value) => _values.Add(value.TotalMilliseconds);

    public void AddRange(Samples others) => _values.AddRange(others._values);

    /// <summary>Takes the time of some work.</summary>
    public async Task<T> TimeAsync<T>(Func<Task<T>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = await work();
        Add(Stopwatch.GetElapsedTime(started));
        return result;
    }

    /// <summary>Median and p95.</summary>
    public override string ToString() => $"{Median:#,0} / {P95:#,0}";

    // The nearest rank: with few values p95 is the greatest. Where the share falls between two values, above takes the upper one.
    private double At(double share, bool above = false)
    {
        if (_values.Count == 0)
        {
            throw new InvalidOperationException("Nothing was measured.");
        }

        var rank = share * _values.Count;
        var place = above ? (int)Math.Floor(rank) : (int)Math.Ceiling(rank) - 1;
        return _values.Order().ElementAt(Math.Clamp(place, 0, _values.Count - 1));
    }
}
