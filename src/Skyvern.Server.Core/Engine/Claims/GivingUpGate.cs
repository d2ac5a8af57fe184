using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Grounding;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>The part of the gate that looks at giving up: not right after something was sent, and terminated only with words of the page.</summary>
internal static partial class GivingUpGate
{
    private const int StepsAfterSubmit = 3;
    private const int WordsOfAQuote = 4;

    /// <summary>Deferred once where it looks hasty; then the end of the run.</summary>
    public static GateVerdict Check(RunState run, DoneAction claim)
    {
        var quotes = Quotes(run.Seen, claim.Reason);
        var problem = string.IsNullOrWhiteSpace(claim.Reason) ? "Give a reason, and quote what the page says."
            : run.LastSubmitStep is { } submit && run.StepNumber - submit <= StepsAfterSubmit
                ? "Something was submitted a moment ago: look at the page again before giving up."
            : !quotes ? "The reason quotes nothing that was seen. Look again; if it stays so, give up with words of the page in quotation marks."
            : null;
        if (problem is not null && !run.Gate.GivingUpReturned && run.HasStepsLeft)
        {
            run.Gate.GivingUpReturned = true;
            return GateVerdict.Return(problem);
        }

        var reasoned = string.IsNullOrWhiteSpace(claim.Reason)
            ? claim with { Status = DoneStatus.Failed, Reason = "The planner gave up without a reason." }

            // That the site makes a goal impossible takes evidence; without it, it is we who did not manage.
            : quotes ? claim : claim with { Status = DoneStatus.Failed };
        return GateVerdict.End(FailureClassifier.GivenUp(run, reasoned));
    }

    /// <summary>Whether a quotation of the reason, or a few words of it in a row, stand on a page that was seen.</summary>
    private static bool Quotes(SeenText seen, string reason)
    {
        if (Quotation().Matches(reason).Select(match => match.Groups["text"].Value).Any(text => PlainText.Of(text).Length > 4 && seen.HasText(text)))
        {
            return true;
        }

        var words = PlainText.Words(reason);
        return Enumerable.Range(0, Math.Max(0, words.Length - WordsOfAQuote + 1))
            .Any(start => seen.HasText(string.Join(' ', words[start..(start + WordsOfAQuote)])));
    }

    [GeneratedRegex(@"[""“„«'‘](?<text>[^""“”„«»]{3,}?)[""”“»'’]")]
    private static partial Regex Quotation();
}
