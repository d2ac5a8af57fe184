using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.Llm.Planning;

/// <summary>
/// Decides which earlier results are cut to their first line. Cutting changes bytes that a provider has cached, so it happens only
/// when the history has grown long, all at once, and seldom.
/// </summary>
internal sealed class HistoryWindow
{
    private const int MostTokens = 6000;
    private const int StepsBetween = 20;
    private const int KeptWhole = 2;

    private int? _lastStep;

    /// <summary>Results before this turn are cut to their first line.</summary>
    public int CutBefore { get; private set; }

    /// <summary>Cuts when the history is too long and was not cut lately.</summary>
    public void Consider(IReadOnlyList<PlanTurn> history, int step)
    {
        if ((_lastStep is null || step - _lastStep >= StepsBetween) && Tokens(history) > MostTokens)
        {
            Cut(history, step);
        }
    }

    /// <summary>Cuts at once: the model could not take the prompt.</summary>
    public void Cut(IReadOnlyList<PlanTurn> history, int step)
    {
        CutBefore = Math.Max(CutBefore, history.Count - KeptWhole);
        _lastStep = step;
    }

    /// <summary>A turn's result as the prompt shows it.</summary>
    public string Shown(IReadOnlyList<PlanTurn> history, int turn)
    {
        var result = history[turn].Result;
        if (turn >= CutBefore)
        {
            return result;
        }

        var end = result.IndexOf('\n', StringComparison.Ordinal);
        return end < 0 ? result : string.Concat(result.AsSpan(0, end).TrimEnd(), " …");
    }

    private int Tokens(IReadOnlyList<PlanTurn> history) =>
        TokenEstimate.OfLength(history.Select((turn, index) => turn.Reply.Length + Shown(history, index).Length).Sum());
}
