using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Chooses an option of a select or a radio group.</summary>
internal sealed class SelectWork(SelectClause select) : ClauseWork(select)
{
    private const int Patience = 4;

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        var (action, found) = Find(stage.Page);
        if (action is null && !found.Ambiguous)
        {
            yield return new ActMove($"Waiting for \"{select.Option}\".", new WaitAction(Patience, select.Field ?? select.Option));
            (action, found) = Find(stage.Page);
        }

        if (action is null)
        {
            yield return Stuck(found.Why(select.Field is null ? "option" : "field", select.Field ?? select.Option));
            yield break;
        }

        yield return new ActMove($"Choosing \"{select.Option}\".", action);
        stage.Filled = [action.TargetRef!];
        yield return stage.Result.Succeeded ? new ReachedMove($"\"{select.Option}\" is chosen.") : Stuck(stage.Result);
    }

    private (BrowserAction? Action, Found Found) Find(Observation page)
    {
        var fields = page.Elements.Where(element => element.IsField() && element.IsUsable()).ToList();
        var radios = fields.Where(field => field.IsRadio() && (select.Field is null || NameScore.OfField(select.Field, field with { Name = field.Group, Placeholder = "", AutoComplete = "" }) >= 50)).ToList();
        if (ElementFinder.Field(radios, select.Option) is { Element: { } radio })
        {
            return (new FillAction([new FieldValue(radio.Ref, "true")]), new Found(radio, []));
        }

        var lists = fields.Where(field => field.Role is "combobox" or "listbox" or "select" || field.Type is "select" or "select-one" or "select-multiple" || field.Options.Count > 0).ToList();
        var found = select.Field is { } name
            ? ElementFinder.Field(lists, name)
            : ElementFinder.One([.. lists.Where(list => list.Options.Any(option => NameScore.Of(select.Option, option) >= NameScore.Same))]);
        if (found.Element is { } element)
        {
            return (new SelectAction(element.Ref, OptionsOf(element)), found);
        }

        return select.Field is null && ElementFinder.Click(page, new Target(select.Option)) is { Element: { } other } ? (new ClickAction(other.Ref), found) : (null, found);
    }

    private string[] OptionsOf(PageElement list)
    {
        var parts = select.Option.Split([", ", " and "], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return list.Is("multiple") && parts.Length > 1 && !list.Options.Contains(select.Option, StringComparer.OrdinalIgnoreCase) ? parts : [select.Option];
    }
}
