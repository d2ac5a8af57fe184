namespace Skyvern.Server.Commands;

/// <summary>What an examination found.</summary>
/// <param name="Level">How bad it is.</param>
/// <param name="Part">What was looked at.</param>
/// <param name="Words">What was seen and, where it is not good, what to do.</param>
internal sealed record Finding(FindingLevel Level, string Part, string Words)
{
    public static Finding Good(string part, string words) => new(FindingLevel.Good, part, words);

    public static Finding Note(string part, string words) => new(FindingLevel.Note, part, words);

    public static Finding Bad(string part, string words) => new(FindingLevel.Bad, part, words);
}

/// <summary>How bad a finding is.</summary>
internal enum FindingLevel
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>The server works, but a person should know.</summary>
    Note,

    /// <summary>The server cannot work like this.</summary>
    Bad,
}
