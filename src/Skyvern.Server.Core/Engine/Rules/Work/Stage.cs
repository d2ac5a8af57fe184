using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>What the works of one run see: the page now, what came of the last actions, and what earlier clauses left.</summary>
internal sealed class Stage
{
    /// <summary>The step's context.</summary>
    public PlanningContext Context { get; private set; } = null!;

    /// <summary>The page now.</summary>
    public Observation Page => Context.Observation;

    /// <summary>Results of the actions of the last step.</summary>
    public IReadOnlyList<ActionResult> Results { get; private set; } = [];

    /// <summary>The last result that says something; a failure when nothing was done.</summary>
    public ActionResult Result =>
        Results.FirstOrDefault(result => !result.Succeeded) ?? (Results.Count > 0 ? Results[^1] : null) ?? new ActionResult(ActionCode.Failed, "The action was not carried out.");

    /// <summary>Whether a clause that acts on the page comes later.</summary>
    public bool ActsLater { get; set; }

    /// <summary>Refs of the fields filled last.</summary>
    public IReadOnlyList<string> Filled { get; set; } = [];

    /// <summary>What the last download or click was about: the meaning of "its".</summary>
    public string? Subject { get; set; }

    /// <summary>What a sent form was answered with; null: none was sent.</summary>
    public string? SentEvidence { get; set; }

    /// <summary>Whether a one-time code was entered and accepted.</summary>
    public bool CodeEntered { get; set; }

    /// <summary>Turns to the next step.</summary>
    public void Turn(PlanningContext context)
    {
        Context = context;
        Results = context.History.Count > 0 ? context.History[^1].Results : [];
    }

    /// <summary>Whether the page shows the text, in its lines or on a control.</summary>
    public bool Shows(string text) =>
        Page.Lines.Any(line => Wording.HasPhrase(line, text)) || Page.Alerts.Any(alert => Wording.HasPhrase(alert, text)) || Wording.HasPhrase(Page.Title, text);
}
