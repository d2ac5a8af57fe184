using Skyvern.Server.Core.Engine.Rules.Clauses;
using Skyvern.Server.Core.Verification;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>Tells before a run begins whether the rules can read its goal.</summary>
public static class RuleGoals
{
    /// <summary>The words that the rules cannot read; null when they read all of it.</summary>
    public static string? FindUnread(string prompt) => GoalReader.Read(OtpTaskData.GoalOf(prompt)).Unread;
}
