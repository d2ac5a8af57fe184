namespace Skyvern.Server.Testing.Zoo;

/// <summary>A small page with one difficulty, solvable by what an observation says of it.</summary>
/// <param name="Path">Its path on the site.</param>
/// <param name="Goal">What is to be done there, as a person would ask for it.</param>
/// <param name="Done">The text that the page shows once it is done, and not before.</param>
/// <param name="Html">Its body.</param>
public sealed record ZooPage(string Path, string Goal, string Done, string Html);
