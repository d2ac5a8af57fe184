using System.Reflection;

namespace Skyvern.Server.Llm.Planning;

/// <summary>The rules every run and every step starts with: always the same bytes, so that providers cache them.</summary>
internal static class SystemPrompt
{
    /// <summary>How steps are planned.</summary>
    public static readonly string Step = Load("system.md");

    /// <summary>How data is extracted.</summary>
    public static readonly string Extract = Load("extract.md");

    /// <summary>How a claim of success is checked.</summary>
    public static readonly string Verify = Load("verify.md");

    /// <summary>How a task is made of a goal.</summary>
    public static readonly string Draft = Load("draft.md");

    private static string Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Skyvern.Server.Llm.Prompts.{name}")
            ?? throw new InvalidOperationException($"The prompt {name} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
