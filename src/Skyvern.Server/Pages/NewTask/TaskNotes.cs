using Skyvern.Server.Core.Engine.Rules;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>Says how the server understands what stands in the form.</summary>
internal static class TaskNotes
{
    private const int LongestWords = 120;

    /// <summary>Without a model: the words that no rule can read. Null when there is nothing to tell.</summary>
    public static string? OfPrompt(TaskForm form, bool hasModel) =>
        !hasModel && form.Has("prompt") && RuleGoals.FindUnread(form["prompt"]) is { } unread
            ? $"No rule can read “{(unread.Length <= LongestWords ? unread : unread[..LongestWords] + "…")}”: this needs a language model, or plainer steps."
            : null;

    /// <summary>How the output's form is read.</summary>
    public static string OfSchema(TaskForm form) => SchemaText.Read(form[TaskFields.Schema]).Reading;
}
