using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Enters the one-time code that the page asks for; nothing is left to do when the log-in has done it.</summary>
internal sealed class OtpWork(OtpClause clause) : ClauseWork(clause)
{
    private const int Patience = 10;

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        if (OtpField.Find(stage.Page) is null && stage.CodeEntered)
        {
            yield return new ReachedMove("The one-time code was entered with the log-in.");
            yield break;
        }

        if (OtpField.Find(stage.Page) is null)
        {
            yield return new ActMove("Waiting for the field of the one-time code.", new WaitAction(Patience));
        }

        if (OtpField.Find(stage.Page) is null)
        {
            yield return Stuck("the page shows no field for a one-time code.");
            yield break;
        }

        foreach (var move in SecondFactor.Enter(stage, Clause))
        {
            yield return move;
        }
    }
}
