using System.Text.Json;

namespace Skyvern.Server.ServerTests;

/// <summary>Answers as clients know them. Names and JSON kinds count; ids, times and texts differ.</summary>
internal static class Samples
{
    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Samples", file);

    public static JsonElement Read(string file) => JsonElement.Parse(File.ReadAllText(PathOf(file)));

    /// <summary>Every key of the sample is in the answer with the same kind of value. Null stands for any value that may be missing.</summary>
    public static void AssertLike(string file, JsonElement answer, params string[] mayBeNull) => AssertLike(Read(file), answer, "$", mayBeNull);

    private static void AssertLike(JsonElement sample, JsonElement answer, string path, string[] mayBeNull)
    {
        if (sample.ValueKind == JsonValueKind.Null || (answer.ValueKind == JsonValueKind.Null && mayBeNull.Contains(path.Split('.')[^1])))
        {
            return;
        }

        Assert.True(Kind(sample) == Kind(answer), $"{path} is {answer.ValueKind}, the sample has {sample.ValueKind}");
        switch (sample.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in sample.EnumerateObject())
                {
                    Assert.True(answer.TryGetProperty(property.Name, out var value), $"{path}.{property.Name} is missing");
                    AssertLike(property.Value, value, $"{path}.{property.Name}", mayBeNull);
                }

                break;
            case JsonValueKind.Array when sample.GetArrayLength() > 0 && answer.GetArrayLength() > 0:
                AssertLike(sample[0], answer[0], $"{path}[0]", mayBeNull);
                break;
        }
    }

    private static JsonValueKind Kind(JsonElement value) => value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;
}
