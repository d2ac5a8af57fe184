namespace Skyvern.Server.Browser.Settling;

/// <summary>What the page is to come to rest from.</summary>
internal enum SettleKind
{
    /// <summary>An action in the page: its short timers are waited for too; at most 3 seconds, 10 when it leads to another document.</summary>
    Action,

    /// <summary>A new document: at most 10 seconds.</summary>
    Navigation,
}
