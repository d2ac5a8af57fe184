using System.Text;

namespace Skyvern.Server.Browser.Scripting;

/// <summary>The scripts that read pages and act in them: small files, put together into one function.</summary>
internal static class ScriptBundle
{
    private const string Prefix = "Skyvern.Server.Browser.Scripts.";

    // Order matters only for constants; functions may use each other freely. The entry comes last.
    private static readonly string[] InPage =
    [
        "text", "roots", "refs", "probes", "roles", "names", "controls", "surroundings", "layers", "alerts", "describe", "looks", "walk", "kinds", "watch", "observe",
        "targets", "countries", "months", "match", "formats", "dates", "fields", "fill", "options", "lists", "choose",
        "calendars", "calendar-step", "scroll", "find", "appeared", "drag", "upload", "otp",
        "markdown", "tables", "cards", "facts", "merge", "harvest", "content",
        "entry",
    ];

    /// <summary>Defines <c>skyvernPage</c> in the isolated world of a document.</summary>
    public static string Page { get; } = Bundle(InPage);

    private static string Bundle(IEnumerable<string> names)
    {
        var script = new StringBuilder("(() => {\n'use strict';\nif (globalThis.skyvernPage) return;\n");
        foreach (var name in names)
        {
            script.Append(Load(name)).Append('\n');
        }

        return script.Append("})();").ToString();
    }

    /// <summary>One embedded script.</summary>
    public static string Load(string name)
    {
        using var stream = typeof(ScriptBundle).Assembly.GetManifestResourceStream($"{Prefix}{name}.js")
            ?? throw new InvalidOperationException($"The script {name}.js is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
