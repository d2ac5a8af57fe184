using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Answers a cookie banner. Where there is none, nothing has to be answered.</summary>
internal sealed class CookiesWork(CookiesClause cookies) : ClauseWork(cookies)
{
    private static readonly string[] Yes = ["accept all cookies", "accept cookies", "accept all", "allow all", "allow cookies", "i agree", "agree", "accept", "allow", "got it", "ok", "alle akzeptieren", "akzeptieren", "zustimmen"];

    private static readonly string[] No = ["reject all cookies", "reject all", "reject cookies", "decline all", "decline", "reject", "refuse", "only necessary", "necessary only", "only essential", "essential only", "dismiss", "close", "ablehnen", "alle ablehnen"];

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        if (Button(stage.Page) is null)
        {
            yield return new ActMove("Waiting for a cookie banner.", new WaitAction(2, "cookie"));
        }

        if (Button(stage.Page) is not { } button)
        {
            yield return MentionsCookies(stage.Page) && stage.Page.Elements.Any(element => Wording.HasPhrase(element.Context, "cookies") && element.Role == "button")
                ? Stuck($"the banner shows no button that says so, only {string.Join(", ", ElementFinder.Describe(stage.Page.Elements.Where(element => Wording.HasPhrase(element.Context, "cookies") && element.Role == "button")))}.")
                : new ReachedMove("No cookie banner is shown.");
            yield break;
        }

        yield return new ActMove($"Answering the cookie banner with \"{button.Label()}\".", new ClickAction(button.Ref));
        yield return stage.Result.Succeeded && stage.Result.Code != ActionCode.NoChange ? new ReachedMove("The cookie banner is answered.") : Stuck(stage.Result);
    }

    private PageElement? Button(Observation page)
    {
        if (!MentionsCookies(page))
        {
            return null;
        }

        var buttons = page.Elements.Where(element => !element.IsField() && !element.Is("disabled") && !element.Submits).ToList();
        return (cookies.Accept ? Yes : No).Select(words => buttons.FirstOrDefault(button => NameScore.Of(words, button.Name) >= NameScore.Same)).FirstOrDefault(button => button is not null);
    }

    private static bool MentionsCookies(Observation page) =>
        page.Lines.Any(line => line.Contains("cookie", StringComparison.OrdinalIgnoreCase)) || page.Elements.Any(element => element.Name.Contains("cookie", StringComparison.OrdinalIgnoreCase));
}
