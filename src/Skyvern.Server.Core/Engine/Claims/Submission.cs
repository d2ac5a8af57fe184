using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>The last thing that a run sent off: what the page was like before, and the best that was seen of it since.</summary>
/// <param name="step">The step that sent it.</param>
/// <param name="before">The page before.</param>
/// <param name="control">What was clicked, or where Enter was pressed; null: not known.</param>
/// <param name="result">What the browser said.</param>
internal sealed class Submission(int step, Observation before, PageElement? control, ActionResult result)
{
    private SubmitEvidence? _said;

    /// <summary>The step that sent it.</summary>
    public int Step => step;

    /// <summary>Whether it was the sending of a form or a button that says so, rather than a control that merely has a word of the goal.</summary>
    public bool IsCertain { get; init; }

    /// <summary>Name of the file that was given: a page that names it has it.</summary>
    public string? Given { get; init; }

    /// <summary>Looks at the page once more: words of success may be gone again when the run claims its end.</summary>
    public SubmitEvidence Look(Observation now)
    {
        var evidence = SubmitEvidence.Judge(before, now, control, result, Given);
        _said ??= evidence is { Taken: true, Said: true } ? evidence : null;
        return evidence.Taken == true ? evidence : _said ?? evidence;
    }
}
