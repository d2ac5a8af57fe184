namespace Skyvern.Server.Core.Engine;

/// <summary>Downloads of a run: how many were started by its actions, what came of them.</summary>
internal sealed class DownloadLedger
{
    private readonly Dictionary<string, string> _failures = [];
    private int _started;
    private int _ended;

    /// <summary>Why the downloads that failed did, in words; one that was had on a later try is not among them.</summary>
    public IReadOnlyCollection<string> Failures => _failures.Values;

    /// <summary>How many were started and have neither ended nor failed.</summary>
    public int Open => Math.Max(0, _started - _ended);

    /// <summary>How many came whole.</summary>
    public int Whole { get; private set; }

    /// <summary>Actions started these.</summary>
    public void Start(int count) => _started += count;

    /// <summary>One came whole.</summary>
    public void Succeed(string fileName)
    {
        _ended++;
        Whole++;
        _failures.Remove(fileName);
    }

    /// <summary>One did not come.</summary>
    public void Fail(string fileName, string cause)
    {
        _ended++;
        _failures[fileName] = $"The download of {fileName} failed: {cause}.";
    }
}
