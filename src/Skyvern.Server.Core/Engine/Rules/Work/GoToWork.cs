using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Opens an address.</summary>
internal sealed class GoToWork(GoToClause goTo) : ClauseWork(goTo)
{
    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        if (Absolute(goTo.Address, stage.Page.Url) is not { } address)
        {
            yield return Stuck("it is no address of the web. Write it with https://.");
            yield break;
        }

        if (stage.Context.History.Count == 0 && IsSame(address, stage.Page.Url))
        {
            yield return new ReachedMove($"{address} is open.");
            yield break;
        }

        yield return new ActMove($"Opening {address}.", new GoToAction(address));
        yield return stage.Result.Succeeded ? new ReachedMove($"Opened {address}.") : Stuck(stage.Result);
    }

    private static string? Absolute(string address, string current)
    {
        var isRelative = address.StartsWith('/');
        var text = isRelative || address.Contains("://", StringComparison.Ordinal) ? address
            : address.StartsWith("localhost", StringComparison.OrdinalIgnoreCase) || address.StartsWith("127.", StringComparison.Ordinal) ? "http://" + address
            : "https://" + address;
        var made = isRelative
            ? Uri.TryCreate(current, UriKind.Absolute, out var page) && Uri.TryCreate(page, text, out var joined) ? joined : null
            : Uri.TryCreate(text, UriKind.Absolute, out var whole) ? whole : null;
        return made is { Scheme: "http" or "https" } ? made.AbsoluteUri : null;
    }

    private static bool IsSame(string a, string b) =>
        Uri.TryCreate(a, UriKind.Absolute, out var one) && Uri.TryCreate(b, UriKind.Absolute, out var other) && one == other;
}
