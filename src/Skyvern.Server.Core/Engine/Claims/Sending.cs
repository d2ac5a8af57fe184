using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Claims;

/// <summary>An action that may be the one that does what a writing goal wants: sending a form, a click on a button for it, or what
/// pages save by themselves: a file given, a thing moved, a field without a form, a chord such as Control+S.</summary>
/// <param name="Control">What was clicked, or where Enter was pressed; null: not known.</param>
/// <param name="IsCertain">Whether it sends a form or says that it writes, rather than merely having a word of the goal.</param>
internal sealed partial record Sending(PageElement? Control, bool IsCertain)
{
    /// <summary>Name of the file that was given; null: none was.</summary>
    public string? Given { get; init; }

    /// <summary>Null when the action is none of the kind: searches, log-ins and cookie banners are not.</summary>
    public static Sending? Of(BrowserAction action, Observation page, string goal) => action switch
    {
        ClickAction { Mode: not ClickMode.Right } click when page.Find(click.Ref) is { } element => OfClick(element, page, goal),
        TypeAction { Enter: true } type when page.Find(type.Ref) is { } element => OfEnter(element, page),
        PressAction { Key: "Enter" or "NumpadEnter" } press => OfEnter(
            press.Ref is { } named ? page.Find(named) : page.Elements.FirstOrDefault(element => element.Is("focused")), page),
        UploadAction upload => new Sending(page.Find(upload.Ref), false) { Given = upload.File },
        DragAction drag => new Sending(page.Find(drag.Ref), false),
        FillAction or SelectAction when page.Find(action.TargetRef ?? "") is { Form: null } field => new Sending(field, false),
        PressAction { Key: var chord } when chord.Contains('+', StringComparison.Ordinal) => new Sending(null, false),
        ClickAtAction => new Sending(null, false),
        _ => null,
    };

    private static Sending? OfClick(PageElement element, Observation page, string goal)
    {
        if (Aside().IsMatch(element.Name) || WriteRisk.IsOfSearch(element, page))
        {
            return null;
        }

        var certain = WriteRisk.Of(new ClickAction(element.Ref), page) || element is { Submits: true, Form.HasPassword: false };
        return certain || WriteRisk.SaysSo(element.Name) || GoalVerbs.Mentions(goal, element.Name) ? new Sending(element, certain) : null;
    }

    private static Sending? OfEnter(PageElement? element, Observation page) =>
        element is { Form.HasPassword: false, Role: not "link", Type: not "textarea" } && !WriteRisk.IsOfSearch(element, page)
            ? new Sending(element, true)
            : null;

    [GeneratedRegex(@"\b(cookies?|consent|accept\s+all|log\s*in|sign\s*in|anmelden|einloggen|connexion|iniciar)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Aside();
}
