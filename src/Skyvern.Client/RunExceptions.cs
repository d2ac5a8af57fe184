using System.Text.Json;
using Skyvern.Client.Contracts;

namespace Skyvern.Client;

/// <summary>A run ended in another way than completed.</summary>
/// <param name="run">The run at its end.</param>
public sealed class RunNotCompletedException(TaskRunResponse run)
    : Exception($"The run {run.RunId} ended as {run.Status}{(run.FailureReason is { } reason ? $": {reason}" : ".")}")
{
    /// <summary>The run at its end.</summary>
    public TaskRunResponse Run { get; } = run;
}

/// <summary>A run completed, but its output is not of the wanted type.</summary>
/// <param name="run">The run, with the output as it is.</param>
/// <param name="type">The wanted type.</param>
/// <param name="cause">Where the two differ; null: there is no output.</param>
public sealed class OutputMismatchException(TaskRunResponse run, Type type, JsonException? cause)
    : Exception($"The output of the run {run.RunId} is not a {type.Name}: {cause?.Message ?? "there is none."}", cause)
{
    /// <summary>The run, with the output as it is.</summary>
    public TaskRunResponse Run { get; } = run;
}
