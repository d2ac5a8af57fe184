using System.Text.RegularExpressions;

namespace Skyvern.Server.Core.Workflows;

/// <summary>Finds what makes a definition one that could not run: names, order, references.</summary>
public static partial class WorkflowCheck
{
    /// <summary>All problems; names come first, since what refers to them can only be judged once they are right.</summary>
    public static IReadOnlyList<WorkflowProblem> Problems(WorkflowDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        List<WorkflowProblem> problems = [.. Names(definition)];
        if (problems.Count == 0)
        {
            problems.AddRange(Order(definition.Blocks));
        }

        if (problems.Count == 0)
        {
            problems.AddRange(References(definition));
        }

        return problems;
    }

    /// <summary>Whether a text can name a parameter or a block: letters, digits and _, not beginning with a digit.</summary>
    public static bool IsIdentifier(string text) => Identifier().IsMatch(text);

    private static IEnumerable<WorkflowProblem> Names(WorkflowDefinition definition)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, parameter) in definition.Parameters.Index())
        {
            if (NameProblem(parameter.Key, seen.Add(parameter.Key)) is { } problem)
            {
                yield return new WorkflowProblem("parameters", index, "key", problem);
            }
        }

        var labels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, block) in definition.Blocks.Index())
        {
            if (NameProblem(block.Label, labels.Add(block.Label)) is { } problem)
            {
                yield return new WorkflowProblem("blocks", index, "label", problem);
            }
            else if (seen.Contains(block.OutputKey))
            {
                yield return new WorkflowProblem("blocks", index, "label", $"The output of this block would be called {block.OutputKey}, as a parameter is already.");
            }
        }
    }

    private static string? NameProblem(string name, bool isNew) =>
        !IsIdentifier(name) ? "Must consist of letters, digits and _ and must not begin with a digit: templates use it as a name."
        : !isNew ? $"{name} is used more than once."
        : null;

    private static IEnumerable<WorkflowProblem> Order(IReadOnlyList<WorkflowBlock> blocks)
    {
        var way = BlockOrder.Of(blocks);
        var labels = blocks.Select(block => block.Label).ToHashSet(StringComparer.Ordinal);
        foreach (var (index, block) in blocks.Index())
        {
            if (block.NextLabel is { } next && !labels.Contains(next))
            {
                yield return new WorkflowProblem("blocks", index, "next_block_label", $"There is no block {next}.");
            }
            else if (block.NextLabel is not null && ReferenceEquals(block, way[^1]))
            {
                yield return new WorkflowProblem("blocks", index, "next_block_label", $"Leads back to {block.NextLabel}, in a circle.");
            }
            else if (!way.Contains(block))
            {
                yield return new WorkflowProblem("blocks", index, "label", "No next_block_label leads here: the block would never run.");
            }
        }
    }

    private static IEnumerable<WorkflowProblem> References(WorkflowDefinition definition)
    {
        var known = definition.Parameters.Select(parameter => parameter.Key).ToHashSet(StringComparer.Ordinal);
        var indexes = definition.Blocks.Index().ToDictionary(block => block.Item.Label, block => block.Index, StringComparer.Ordinal);
        foreach (var block in BlockOrder.Of(definition.Blocks))
        {
            var index = indexes[block.Label];
            foreach (var key in block.ParameterKeys.Where(key => !known.Contains(key)))
            {
                yield return new WorkflowProblem("blocks", index, "parameter_keys", Unknown(key, known));
            }

            foreach (var (field, text) in block.Texts())
            {
                foreach (var (written, reference) in Template.Places(text))
                {
                    if (reference is null)
                    {
                        yield return new WorkflowProblem(
                            "blocks", index, field, $"{written} is no plain reference such as {{{{ key }}}} or {{{{ label_output.field }}}}: templates have no filters and no statements here.");
                    }
                    else if (!known.Contains(reference.Name))
                    {
                        yield return new WorkflowProblem("blocks", index, field, Unknown(reference.Name, known));
                    }
                }
            }

            known.Add(block.OutputKey);
        }
    }

    private static string Unknown(string name, HashSet<string> known) =>
        $"{name} is neither a parameter nor the output of an earlier block. Known here: {(known.Count == 0 ? "nothing" : string.Join(", ", known))}.";

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{N}_]{0,99}$")]
    private static partial Regex Identifier();
}

/// <summary>Something in a definition that could not run.</summary>
/// <param name="List">parameters or blocks.</param>
/// <param name="Index">Position in the list.</param>
/// <param name="Field">The wire name of the field.</param>
/// <param name="Message">What is wrong.</param>
public sealed record WorkflowProblem(string List, int Index, string Field, string Message);
