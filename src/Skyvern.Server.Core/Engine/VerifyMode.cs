namespace Skyvern.Server.Core.Engine;

/// <summary>When a model checks a claim that the goal is reached.</summary>
public enum VerifyMode
{
    /// <summary>Where the server's own checks could not confirm it.</summary>
    Auto,

    /// <summary>Every time.</summary>
    Always,

    /// <summary>Never: what could not be confirmed is not completed.</summary>
    Never,
}
