using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// The rows that a plan's actions become. A fill is one row for each of its fields, since that is what people look for in a timeline:
/// input_text, select_option or checkbox by the control's role. Every other action is one row.
/// </summary>
internal static class ActionRows
{
    /// <summary>The rows of each action, in order.</summary>
    public static IReadOnlyList<IReadOnlyList<RunAction>> Of(
        RunStep step, StepPlan plan, Observation page, SecretMask secrets, DateTimeOffset now)
    {
        var position = 0;
        return [.. plan.Actions.Select(action => (IReadOnlyList<RunAction>)[.. Deeds(action, page).Select(deed => new RunAction
        {
            Id = RunIds.Action(now),
            RunId = step.RunId,
            StepId = step.Id,
            OrganizationId = step.OrganizationId,
            StepOrder = step.Order,
            Order = position++,
            ActionType = deed.Type,
            Act = action.Act,
            Status = ActionStatus.Pending,
            Description = secrets.Apply(deed.Words),
            Reasoning = plan.Note.Length > 0 ? secrets.Apply(plan.Note) : null,
            ElementId = deed.Ref,
            Text = Shown(deed.Text, deed.Ref, page, secrets),
            Option = Shown(deed.Option, deed.Ref, page, secrets),
            CreatedAt = now,
            ModifiedAt = now,
        })])];
    }

    /// <summary>What became of the rows of one action.</summary>
    public static void Finish(
        IReadOnlyList<RunAction> rows, ActionResult result, SecretMask secrets, DateTimeOffset started, DateTimeOffset now)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            row.Status = StatusOf(result, i);
            row.ResultCode = row.Status switch
            {
                ActionStatus.Completed when !result.Succeeded => "ok",
                ActionStatus.Skipped => "skipped",
                _ => result.Word,
            };
            row.ResultMessage = row.Status == ActionStatus.Completed && rows.Count > 1 ? null : secrets.Apply(result.Message);
            row.XPath = rows.Count == 1 || row.Status == ActionStatus.Failed ? result.XPath : row.XPath;
            row.DownloadedFiles = i == rows.Count - 1 ? [.. result.Downloads.Select(secrets.Apply)] : [];
            row.StartedAt = row.Status == ActionStatus.Skipped ? null : started;
            row.FinishedAt = row.Status == ActionStatus.Skipped ? null : now;
            row.ModifiedAt = now;
        }
    }

    /// <summary>A fill stops at the first field that does not take: those before it are done, those after it are not.</summary>
    private static ActionStatus StatusOf(ActionResult result, int index) => result switch
    {
        { Succeeded: true } => ActionStatus.Completed,
        { Code: ActionCode.Skipped } => ActionStatus.Skipped,
        { FieldsSet: { } set } when index != set => index < set ? ActionStatus.Completed : ActionStatus.Skipped,
        _ => ActionStatus.Failed,
    };

    private static IEnumerable<Deed> Deeds(BrowserAction action, Observation page)
    {
        var words = ActionText.ForPeople(action, page);
        return action switch
        {
            FillAction fill => fill.Fields.Select(field => OfField(field, page)),
            TypeAction type => [new Deed(type.ActionType, words, type.Ref, type.Text)],
            SelectAction select => [new Deed(select.ActionType, words, select.Ref, Option: string.Join(", ", select.Options))],
            GoToAction goTo => [new Deed(goTo.ActionType, words, Text: goTo.Url)],
            PressAction press => [new Deed(press.ActionType, words, press.Ref, press.Key)],
            _ => [new Deed(action.ActionType, words, action.TargetRef)],
        };
    }

    private static Deed OfField(FieldValue field, Observation page)
    {
        var words = "fill " + ActionText.Control(field.Ref, page);
        return page.Find(field.Ref)?.Role switch
        {
            "combobox" or "listbox" or "radio" => new Deed("select_option", words, field.Ref, Option: field.Value),
            "checkbox" or "switch" => new Deed("checkbox", words, field.Ref, field.Value),
            _ => new Deed("input_text", words, field.Ref, field.Value),
        };
    }

    private static string? Shown(string? value, string? reference, Observation page, SecretMask secrets) =>
        value is null ? null
        : reference is not null && SecretMask.IsSecret(page.Find(reference)) ? SecretMask.Mask
        : secrets.Apply(value);

    private sealed record Deed(string Type, string Words, string? Ref = null, string? Text = null, string? Option = null);
}
