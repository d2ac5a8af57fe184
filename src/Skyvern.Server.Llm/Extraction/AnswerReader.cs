using System.Text.Json.Nodes;
using Skyvern.Server.Llm.Replies;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>Reads the answer {"data": …} however a model writes it.</summary>
internal static class AnswerReader
{
    /// <summary>An object with data in it, or null.</summary>
    public static JsonObject? Read(string text)
    {
        JsonNode? bare = null;
        foreach (var (node, _) in ReplyRepair.Readings(text))
        {
            if (node is JsonObject answer && answer.ContainsKey("data"))
            {
                return answer;
            }

            bare ??= node is JsonObject or JsonArray ? node : null;
        }

        // A model without a schema may leave the wrapper out.
        return bare is null ? null : new JsonObject { ["data"] = bare.DeepClone() };
    }
}
