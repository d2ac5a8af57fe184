namespace Skyvern.Server.Core.Engine.Files;

/// <summary>A file that a run may upload: one of an address, of bytes in the prompt, or downloaded earlier.</summary>
/// <param name="Name">What planners call it.</param>
internal sealed record RunFile(string Name)
{
    /// <summary>Where it is to be fetched from.</summary>
    public Uri? Address { get; init; }

    /// <summary>Its content, where the prompt itself holds it.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Where it is; null: not yet on this machine.</summary>
    public string? Path { get; init; }
}
