using System.Text.Json.Nodes;

namespace Skyvern.Server.OpenApi;

/// <summary>The examples of bodies and answers, as they lie in OpenApi/Examples.</summary>
internal static class ExampleFiles
{
    public static JsonNode Read(string file)
    {
        using var stream = typeof(ExampleFiles).Assembly.GetManifestResourceStream($"Skyvern.Server.OpenApi.Examples.{file}")
            ?? throw new InvalidOperationException($"There is no example {file}.");
        return JsonNode.Parse(stream)!;
    }
}
