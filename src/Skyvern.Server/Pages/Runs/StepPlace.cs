using System.Globalization;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Pages.Runs;

/// <summary>Where a step is in its run, as addresses name it: <c>3</c>, or <c>3-1</c> for its first repeat.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Repeat">0 for the first try.</param>
public readonly record struct StepPlace(int Number, int Repeat)
{
    internal static StepPlace Of(RunStep step) => new(step.Order + 1, step.RetryIndex);

    internal static bool TryParse(string? text, out StepPlace place)
    {
        var parts = (text ?? "").Split('-');
        var repeat = 0;
        var reads = parts.Length is 1 or 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out repeat))
            ? number : 0;
        place = new StepPlace(reads, repeat);
        return reads > 0;
    }

    /// <inheritdoc />
    public override string ToString() => Repeat == 0 ? $"{Number}" : $"{Number}-{Repeat}";

    /// <summary>For people.</summary>
    public string Words => Repeat == 0 ? $"Step {Number}" : $"Step {Number}, repeat {Repeat}";
}
