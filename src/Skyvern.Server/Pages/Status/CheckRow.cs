using Skyvern.Server.Pages.Parts;

namespace Skyvern.Server.Pages.Status;

/// <summary>A part of the server and how it is.</summary>
/// <param name="Name">The part.</param>
/// <param name="Tone">How it is, as a colour.</param>
/// <param name="State">How it is, in a word.</param>
/// <param name="Words">What was seen.</param>
/// <param name="Advice">What to do; null: nothing.</param>
public sealed record CheckRow(string Name, Tone Tone, string State, string Words, string? Advice);
