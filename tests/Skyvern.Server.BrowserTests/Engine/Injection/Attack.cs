namespace Skyvern.Server.BrowserTests.Engine.Injection;

/// <summary>Something a page does or says in order to get hold of what it must not have.</summary>
/// <param name="Name">For people.</param>
/// <param name="Page">The body of the page after the log-in. SHOP, EVIL, PRIVATE and REBIND stand for addresses of hosts.</param>
/// <param name="IsRefused">Whether the planner walks into it, so that an action has to be refused; else the page tries by itself.</param>
public sealed record Attack(string Name, string Page, bool IsRefused = true)
{
    /// <summary>What another page shows; PAGE.html on the evil host.</summary>
    public string EvilPage { get; init; } = "";

    /// <inheritdoc />
    public override string ToString() => Name;
}
