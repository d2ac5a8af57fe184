using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Testing;

/// <summary>What an engine wrote about one run. Losing the hold makes every later write a false, as another worker's claim would.</summary>
public sealed class InMemoryRunJournal : IRunJournal
{
    private readonly Lock _lock = new();
    private readonly List<string> _writes = [];
    private readonly OrderedDictionary<string, RunStep> _steps = [];
    private readonly OrderedDictionary<string, RunAction> _actions = [];
    private readonly List<Artifact> _artifacts = [];
    private readonly List<RunEvent> _events = [];
    private bool _isHeld = true;

    /// <summary>Called, while the run is held, before a write is kept.</summary>
    public Action<string>? OnWrite { get; set; }

    /// <summary>How the run ended; null while it goes on.</summary>
    public RunResult? Result { get; private set; }

    /// <summary>Data kept before the end.</summary>
    public string? KeptOutput { get; private set; }

    /// <summary>One word a write, in order, e.g. <c>step running 0</c> or <c>irreversible</c>.</summary>
    public IReadOnlyList<string> Writes => Read(_writes);

    public IReadOnlyList<RunStep> Steps => Read(_steps.Values);

    public IReadOnlyList<RunAction> Actions => Read(_actions.Values);

    public IReadOnlyList<Artifact> Artifacts => Read(_artifacts);

    public IReadOnlyList<RunEvent> Events => Read(_events);

    /// <summary>Another worker or a cancel took the run away.</summary>
    public void LoseHold()
    {
        lock (_lock)
        {
            _isHeld = false;
        }
    }

    public Task<bool> IsHeldAsync(RunClaim claim, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_isHeld);
        }
    }

    public Task<bool> SaveStepAsync(
        RunClaim claim, RunStep step, IReadOnlyList<RunAction> actions, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken) =>
        WriteAsync($"step {step.Status.ToString().ToLowerInvariant()} {step.Order}", () =>
        {
            _steps[step.Id] = step;
            foreach (var action in actions)
            {
                _actions[action.Id] = action;
            }

            _events.AddRange(events);
        }, cancellationToken);

    public Task<bool> AddArtifactAsync(RunClaim claim, Artifact artifact, CancellationToken cancellationToken) =>
        WriteAsync($"artifact {artifact.Type}", () => _artifacts.Add(artifact), cancellationToken);

    public Task<bool> AddEventAsync(RunClaim claim, RunEvent runEvent, CancellationToken cancellationToken) =>
        WriteAsync($"event {runEvent.Kind}", () => _events.Add(runEvent), cancellationToken);

    public Task<bool> MarkIrreversibleAsync(RunClaim claim, CancellationToken cancellationToken) =>
        WriteAsync("irreversible", () => { }, cancellationToken);

    public Task<bool> KeepOutputAsync(RunClaim claim, string outputJson, CancellationToken cancellationToken) =>
        WriteAsync("output", () => KeptOutput = outputJson, cancellationToken);

    public Task<bool> FinishAsync(RunClaim claim, RunResult result, CancellationToken cancellationToken) =>
        WriteAsync("finish", () =>
        {
            Result = result;
            _isHeld = false;
        }, cancellationToken);

    private Task<bool> WriteAsync(string word, Action write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            if (!_isHeld)
            {
                return Task.FromResult(false);
            }

            OnWrite?.Invoke(word);
            _writes.Add(word);
            write();
            return Task.FromResult(true);
        }
    }

    private List<T> Read<T>(IEnumerable<T> items)
    {
        lock (_lock)
        {
            return [.. items];
        }
    }
}
