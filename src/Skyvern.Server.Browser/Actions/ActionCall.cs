namespace Skyvern.Server.Browser.Actions;

/// <summary>One call of an action to its page: a key, a move of the mouse, a question to a page script.</summary>
internal static class ActionCall
{
    /// <summary>How long one may take; a page that does not answer within it counts as one that hangs.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
}
