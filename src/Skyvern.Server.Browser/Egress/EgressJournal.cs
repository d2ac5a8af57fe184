namespace Skyvern.Server.Browser.Egress;

/// <summary>Remembers what requests led nowhere: the browser itself shows only an error page.</summary>
internal sealed class EgressJournal
{
    private const int Kept = 200;

    private readonly Lock _lock = new();
    private readonly Queue<(long Number, EgressProblem Problem)> _problems = new();
    private readonly HashSet<string> _told = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<EgressProblem> _untold = [];
    private long _last;

    /// <summary>The number of the latest entry: a mark to ask from.</summary>
    public long Mark
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>Adds an entry.</summary>
    public void Add(EgressProblem problem)
    {
        lock (_lock)
        {
            _problems.Enqueue((++_last, problem));
            if (_problems.Count > Kept)
            {
                _problems.Dequeue();
            }

            if (problem.Kind == EgressProblemKind.Refused && _told.Count < Kept && _told.Add(problem.Host))
            {
                _untold.Add(problem);
            }
        }
    }

    /// <summary>The latest problem since the mark: with the address's host, else with any; null when there was none.</summary>
    public EgressProblem? Find(Uri address, long mark)
    {
        lock (_lock)
        {
            var since = _problems.Where(entry => entry.Number > mark).Select(entry => entry.Problem).ToList();
            return since.LastOrDefault(problem => problem.Port == address.Port
                && string.Equals(problem.Host, address.Host, StringComparison.OrdinalIgnoreCase)) ?? since.LastOrDefault();
        }
    }

    /// <summary>Refusals that were not taken yet, each host once in a run.</summary>
    public IReadOnlyList<EgressProblem> TakeRefusals()
    {
        lock (_lock)
        {
            EgressProblem[] taken = [.. _untold];
            _untold.Clear();
            return taken;
        }
    }
}
