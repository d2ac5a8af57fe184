using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Engine.Traps;

/// <summary>A site on which a hasty planner would claim a success that is none.</summary>
/// <param name="Name">What is wrong, in words.</param>
/// <param name="Goal">The prompt.</param>
/// <param name="SetUp">Makes the pages; the run starts at "/".</param>
internal sealed record Trap(string Name, string Goal, Action<FixtureSite> SetUp)
{
    /// <summary>What is done before success is claimed, again and again; null: the rules plan.</summary>
    public Func<PlanningContext, IReadOnlyList<BrowserAction>?>? Deeds { get; init; } = _ => null;

    /// <summary>The output that is claimed.</summary>
    public string? Output { get; init; }

    /// <summary>The schema of the output.</summary>
    public string? Schema { get; init; }

    /// <summary>Fields of the output that are wrong: the run may be completed if it lists all of these as unverified.</summary>
    public IReadOnlyList<string> WrongFields { get; init; } = [];

    /// <inheritdoc />
    public override string ToString() => Name;

    /// <summary>Does the deeds, then claims success whatever the page says.</summary>
    public ScriptedPlanner? Planner() => Deeds is not { } deeds ? null : ScriptedPlanner.From(context =>
        deeds(context) is { } actions ? ScriptedPlanner.Plan(actions) : ScriptedPlanner.Done(Output, "Everything was done."));
}
