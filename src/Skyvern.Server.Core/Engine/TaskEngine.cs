using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Works off runs.</summary>
public sealed class TaskEngine
{
    /// <summary>Works a claimed run off, to its end.</summary>
    public Task RunAsync(RunClaim claim, CancellationToken cancellationToken) => throw new NotSupportedException();
}
