using System.Text.Json;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>There is no language model to choose.</summary>
internal sealed class NoModelChoice : IModelChoice
{
    /// <inheritdoc />
    public string? Notice(TaskRequest request) => request.Model is { ValueKind: JsonValueKind.Object }
        ? "The task names a language model, but none is configured: it is planned by rules."
        : null;
}
