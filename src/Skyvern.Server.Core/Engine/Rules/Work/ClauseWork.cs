using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Works off one clause: an iterator that yields moves and goes on, after each act, with the page as it is then.</summary>
internal abstract class ClauseWork(Clause clause)
{
    /// <summary>The clause.</summary>
    public Clause Clause { get; } = clause;

    /// <summary>The moves; the last is reached or stuck.</summary>
    public abstract IEnumerable<Move> Play(Stage stage);

    /// <summary>The clause cannot be done.</summary>
    protected StuckMove Stuck(string reason) => new($"Could not {Clause}: {reason}");

    /// <summary>The last action did not work.</summary>
    protected StuckMove Stuck(ActionResult result) => Stuck(result.Message.Length > 0 ? $"{result.Word}: {result.Message}" : $"the browser reports {result.Word}.");

    /// <summary>The work for a clause.</summary>
    public static ClauseWork For(Clause clause) => clause switch
    {
        GoToClause goTo => new GoToWork(goTo),
        ClickClause click => new ClickWork(click),
        FillClause fill => new FillWork(fill),
        SelectClause select => new SelectWork(select),
        CheckClause check => new CheckWork(check),
        SubmitClause submit => new SubmitWork(submit),
        LogInClause logIn => new LogInWork(logIn),
        OtpClause otp => new OtpWork(otp),
        SearchClause search => new SearchWork(search),
        DownloadClause download => new DownloadWork(download),
        CookiesClause cookies => new CookiesWork(cookies),
        WaitClause wait => new WaitWork(wait),
        ExtractClause extract => new ExtractWork(extract),
        PressClause press => new SimpleWork(press, new PressAction(press.Key)),
        ScrollClause scroll => new SimpleWork(scroll, new ScrollAction(scroll.To)),
        BackClause => new SimpleWork(clause, new BackAction()),
        _ => throw new ArgumentOutOfRangeException(nameof(clause), clause, "No work is known for this clause."),
    };
}
