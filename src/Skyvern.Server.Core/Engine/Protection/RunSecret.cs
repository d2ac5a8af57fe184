using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>A value that only the engine knows.</summary>
/// <param name="Name">What planners and records call it, e.g. <c>password_1</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record RunSecret(string Name, string Value)
{
    /// <summary>Where it may be typed; null: on the sites that the caller chose for the run.</summary>
    public IReadOnlyList<SiteName>? Sites { get; init; }

    /// <summary>Whether the value is also an ordinary word of the request (a log-in as demo / demo): such a word is not hidden elsewhere.</summary>
    public bool IsPlainWord { get; init; }

    /// <summary>What stands in its place.</summary>
    public string Placeholder => $"{{{{{Name}}}}}";
}
