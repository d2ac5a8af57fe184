namespace Skyvern.Server.Pages.NewTask;

/// <summary>Fields that are folded away together.</summary>
/// <param name="Key">Names it on the page.</param>
/// <param name="Title">What they are about.</param>
/// <param name="Lead">What they do, in a few words, so that nobody must unfold it to know.</param>
/// <param name="Fields">The fields.</param>
public sealed record FieldGroup(string Key, string Title, string Lead, IReadOnlyList<FormField> Fields);
