using System.Globalization;
using System.Text.Json;

namespace Skyvern.Server.Core.Workflows;

/// <summary>What the templates of a workflow run can refer to: its parameters, and the outputs of the blocks that have ended.</summary>
public sealed class WorkflowValues(IReadOnlyDictionary<string, JsonElement> parameters)
{
    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement("");
    private readonly Dictionary<string, JsonElement> _outputs = new(StringComparer.Ordinal);
    private bool _leavesOutputsOut;

    /// <summary>The same, with nothing in place of what was read from pages.</summary>
    public WorkflowValues Own => new(parameters) { _leavesOutputsOut = true };

    /// <summary>Whether a name is a parameter: its value is the caller's own.</summary>
    public bool IsOwn(string name) => parameters.ContainsKey(name);

    /// <summary>A block has ended with this output.</summary>
    public void Add(WorkflowBlock block, JsonElement output) => _outputs[block.OutputKey] = output;

    /// <summary>The value as text: JSON for what is no text.</summary>
    /// <exception cref="TemplateException">There is none.</exception>
    public string TextOf(TemplateReference reference) => Find(reference) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        var other => other.GetRawText(),
    };

    /// <summary>The value.</summary>
    /// <exception cref="TemplateException">There is none.</exception>
    public JsonElement Find(TemplateReference reference)
    {
        if (_leavesOutputsOut && !IsOwn(reference.Name))
        {
            return Nothing;
        }

        var value = Root(reference);
        foreach (var part in reference.Path)
        {
            value = Child(value, part) ?? throw new TemplateException($"{reference.Written} is not defined: there is no {part}.");
        }

        return value.ValueKind == JsonValueKind.Null ? throw new TemplateException($"{reference.Written} has no value: it is null.") : value;
    }

    /// <summary>A parameter or an output by its name; null when there is none.</summary>
    public JsonElement? Find(string name) =>
        parameters.TryGetValue(name, out var given) ? given : _outputs.TryGetValue(name, out var output) ? DataOf(output) : null;

    // An output is a description of the block's end. Its data can be named with and without "extracted_information" in between.
    private JsonElement Root(TemplateReference reference)
    {
        if (parameters.TryGetValue(reference.Name, out var given))
        {
            return given;
        }

        if (!_outputs.TryGetValue(reference.Name, out var output))
        {
            throw new TemplateException($"{reference.Written} is not defined: there is no parameter {reference.Name} and no ended block with this output.");
        }

        return reference.Path is [var first, ..] && Child(DataOf(output), first) is null ? output : DataOf(output);
    }

    private static JsonElement DataOf(JsonElement output) =>
        output.ValueKind == JsonValueKind.Object && output.TryGetProperty(WorkflowOutput.Data, out var data) ? data : output;

    private static JsonElement? Child(JsonElement value, string part) => value.ValueKind switch
    {
        JsonValueKind.Object when value.TryGetProperty(part, out var field) => field,
        JsonValueKind.Array when int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < value.GetArrayLength() => value[index],
        _ => null,
    };
}
