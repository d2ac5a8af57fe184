using System.Text.Json;
using System.Text.Json.Nodes;

namespace Skyvern.Server.Core.Engine;

/// <summary>Holds a run's output against the schema its caller gave.</summary>
public interface IOutputValidator
{
    /// <summary>
    /// The schema in normal form: bare property maps, example lists and texts become JSON Schema. Null when it asks for nothing in
    /// particular (any data will do).
    /// </summary>
    JsonElement? Normalize(JsonElement schema);

    /// <summary>Checks data against a schema as the caller gave it; scalars of the wrong kind are repaired where no doubt is possible.</summary>
    OutputCheck Check(JsonNode? output, JsonElement schema);
}

/// <summary>What came of a check.</summary>
/// <param name="Output">The data, repaired where that was possible.</param>
/// <param name="Problems">What is wrong or missing, one sentence each, with the place in the data; empty: it fits.</param>
public sealed record OutputCheck(JsonNode? Output, IReadOnlyList<string> Problems)
{
    /// <summary>Whether the data fits the schema.</summary>
    public bool Fits => Problems.Count == 0;
}
