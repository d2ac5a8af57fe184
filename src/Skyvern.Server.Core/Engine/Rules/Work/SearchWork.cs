using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Uses the site's search.</summary>
internal sealed class SearchWork(SearchClause search) : ClauseWork(search)
{
    private const int Patience = 4;

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        if (Box(stage.Page).Element is null)
        {
            // Some sites show the box only after a click on its sign.
            yield return stage.Page.Elements.FirstOrDefault(element => !element.IsField() && NameScore.Of("search", element.Name) >= 94) is { } opener
                ? new ActMove("Opening the search.", new ClickAction(opener.Ref))
                : new ActMove("Waiting for the search box.", new WaitAction(Patience, "Search"));
        }

        var found = Box(stage.Page);
        if (found.Element is not { } box)
        {
            yield return Stuck(found.Ambiguous ? found.Why("search box", "search") : "the page shows no search box.");
            yield break;
        }

        var before = stage.Page;
        yield return new ActMove($"Searching for \"{search.Text}\".", new TypeAction(box.Ref, search.Text, Enter: true));
        if (stage.Result.Succeeded && !HasChanged(before, stage.Page) && Button(stage.Page, box) is { } button)
        {
            yield return new ActMove("Starting the search with its button.", new ClickAction(button.Ref));
        }

        yield return !stage.Result.Succeeded ? Stuck(stage.Result)
            : HasChanged(before, stage.Page) ? new ReachedMove($"Searched for \"{search.Text}\".")
            : Stuck("the search changed nothing on the page.");
    }

    // A typed value changes neither the address nor the fingerprint, which leaves values out.
    private static bool HasChanged(Observation before, Observation after) => before.Url != after.Url || before.Fingerprint != after.Fingerprint;

    private static Found Box(Observation page)
    {
        var texts = page.Elements.Where(element => element.IsText() && element.IsUsable()).ToList();
        var typed = texts.Where(element => element.Role == "searchbox" || element.Type == "search").ToList();
        return ElementFinder.One(typed.Count > 0 ? typed : [.. texts.Where(element => NameScore.OfField("search", element) >= 60)]);
    }

    private static PageElement? Button(Observation page, PageElement box) => page.Elements.FirstOrDefault(element =>
        !element.IsField() && ((element.Submits && box.Form is not null && element.Form?.Id == box.Form.Id) || NameScore.Of("search", element.Name) >= 94));
}
