using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Clicks; a click that sends a form must be seen to have been taken.</summary>
internal sealed class ClickWork(ClickClause click) : ClauseWork(click)
{
    private const int Patience = 4;

    private static readonly HashSet<string> ResultWords = new(StringComparer.Ordinal) { "result", "search result", "product", "item", "article", "entry", "hit", "link", "post", "one" };

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        var found = Find(stage.Page);
        if (found.Element is null && !found.Ambiguous)
        {
            yield return new ActMove($"Waiting for \"{click.Target.Name}\".", new WaitAction(Patience, click.Target.Name));
            found = Find(stage.Page);
        }

        if (found.Element is not { } element)
        {
            yield return Stuck(found.Why("element", click.Target.Name));
            yield break;
        }

        stage.Subject = click.Target.Name;
        if (element is { Submits: true, Form: { Method: not "dialog" } form })
        {
            foreach (var move in FormSending.Send(stage, element, form, Clause, mustShow: false))
            {
                yield return move;
            }

            yield break;
        }

        yield return new ActMove($"Clicking {element.Role} \"{element.Label()}\".", new ClickAction(element.Ref, click.Mode));
        if (stage.Result.Code == ActionCode.NotFound && Find(stage.Page).Element is { } again)
        {
            yield return new ActMove($"The page has changed; clicking \"{again.Label()}\" again.", new ClickAction(again.Ref, click.Mode));
        }

        yield return stage.Result switch
        {
            { Code: ActionCode.NoChange } => Stuck("the click changed nothing on the page."),
            { Succeeded: true } => new ReachedMove($"Clicked \"{element.Label()}\"."),
            var result => Stuck(result),
        };
    }

    private Found Find(Observation page)
    {
        var found = ElementFinder.Click(page, click.Target);
        if (found.Element is not null || found.Ambiguous)
        {
            return found;
        }

        // "The first result" names no words of the page: it is the first link that stands in a card or row with more than its own name.
        if (click.Target.Pick != Pick.Only && ResultWords.Contains(string.Join(' ', Wording.Terms(click.Target.Name))))
        {
            var links = page.Elements.Where(element => element.Role == "link" && element.Name.Length > 2 && element.Context.Length > element.Name.Length + 3).DistinctBy(element => element.Href).ToList();
            return Positions.Take(links, click.Target.Pick) is { } link ? new Found(link, []) : found;
        }

        return Wording.Normalize(click.Target.Name) is "submit" or "send" or "submit form"
            && ElementFinder.One([.. page.Elements.Where(element => element.Submits && element.Form is { Method: "post" })]) is { Element: not null } submit ? submit : found;
    }
}
