namespace Skyvern.Server.Benchmarks;

/// <summary>Something that is measured: starts what it needs, ends it again, and says what it found.</summary>
internal interface IMeasure
{
    /// <summary>The word by which it is chosen on the command line.</summary>
    string Name { get; }

    /// <summary>The rows of the table.</summary>
    Task<IReadOnlyList<Figure>> MeasureAsync();
}
