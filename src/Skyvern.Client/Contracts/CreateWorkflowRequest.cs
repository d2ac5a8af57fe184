using System.Text.Json.Nodes;

namespace Skyvern.Client.Contracts;

/// <summary>Stores a workflow, or a new version of one. One of the two is required; yaml_definition wins.</summary>
public sealed record CreateWorkflowRequest
{
    /// <summary>The definition: {title, description?, workflow_definition: {parameters, blocks}}.</summary>
    public JsonNode? JsonDefinition { get; init; }

    /// <summary>The same as text in YAML.</summary>
    public string? YamlDefinition { get; init; }
}
