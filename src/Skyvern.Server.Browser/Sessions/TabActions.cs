using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Opens, switches to and closes tabs.</summary>
internal sealed class TabActions(PageTracker tabs)
{
    /// <summary>Does it; an address to open is left to the caller.</summary>
    public async Task<ActionResult> PerformAsync(TabAction action, CancellationToken cancellationToken) => action.Op switch
    {
        TabOperation.Open => new ActionResult(ActionCode.Popup, $"opened tab {(await tabs.OpenAsync(cancellationToken)).Id}"),
        TabOperation.Switch => await SwitchAsync(action.Id, cancellationToken),
        _ => await CloseAsync(action.Id, cancellationToken),
    };

    private async Task<ActionResult> SwitchAsync(string? id, CancellationToken cancellationToken) =>
        id is not null && await tabs.SwitchAsync(id, cancellationToken)
            ? new ActionResult(ActionCode.Navigated, $"tab {id} is the current one")
            : Unknown(id);

    private async Task<ActionResult> CloseAsync(string? id, CancellationToken cancellationToken)
    {
        var tab = id is null ? tabs.Current : tabs.All.FirstOrDefault(known => known.Id == id);
        if (tab is null)
        {
            return Unknown(id);
        }

        await tabs.CloseAsync(tab);
        var current = await tabs.CurrentAsync(cancellationToken);
        return new ActionResult(ActionCode.Navigated, $"closed tab {tab.Id}; tab {current.Id} is the current one");
    }

    private ActionResult Unknown(string? id) =>
        new(ActionCode.NotFound, $"There is no tab {PlainLine.Of(id ?? "without a name", 20)}; there is {string.Join(", ", tabs.All.Select(tab => tab.Id))}.");
}
