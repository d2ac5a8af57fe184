namespace Skyvern.Server.Pages.Snippets;

/// <summary>The same request in one language, to be copied.</summary>
/// <param name="Key">Names it in addresses and scripts, e.g. <c>csharp</c>.</param>
/// <param name="Label">Names it to people, e.g. <c>C#</c>.</param>
/// <param name="Code">The whole text; the API key is read from the environment and never in it.</param>
public sealed record RequestSnippet(string Key, string Label, string Code);
