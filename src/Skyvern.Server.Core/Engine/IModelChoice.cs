using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Knows which language model works for a task that names one.</summary>
public interface IModelChoice
{
    /// <summary>A sentence for the run's events when it is another one than the task names; null when there is nothing to say.</summary>
    string? Notice(TaskRequest request);
}
