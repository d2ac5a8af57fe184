namespace Skyvern.Server.Demo;

/// <summary>The small site of the server's own for the first task and for trying things out.</summary>
internal sealed class DemoOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Demo";

    /// <summary>Whether the site is served at /demo.</summary>
    /// <value>Not set: only when the server listens on loopback addresses alone.</value>
    public bool? Enabled { get; set; }
}
