namespace Skyvern.Server.Pages.Parts;

/// <summary>What a colour says.</summary>
public enum Tone
{
    /// <summary>Nothing in particular.</summary>
    Plain,

    /// <summary>It is under way.</summary>
    Busy,

    /// <summary>It went well.</summary>
    Good,

    /// <summary>A person should look.</summary>
    Warn,

    /// <summary>It went wrong.</summary>
    Bad,
}

/// <summary>The styles of tones.</summary>
internal static class Tones
{
    /// <summary>The class in parts.css.</summary>
    public static string Class(this Tone tone) => tone switch
    {
        Tone.Busy => "busy",
        Tone.Good => "good",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        _ => "neutral",
    };
}
