namespace Skyvern.Server.Browser.Sessions;

/// <summary>What happened beside the page since the last observation: dialogs, downloads, refused requests, lost tabs.</summary>
internal sealed class SessionNotes
{
    private const int Most = 20;

    private readonly Lock _lock = new();
    private readonly List<string> _notes = [];
    private int _dropped;

    /// <summary>Adds a line.</summary>
    public void Add(string note)
    {
        lock (_lock)
        {
            if (_notes.Count < Most)
            {
                _notes.Add(note);
            }
            else
            {
                _dropped++;
            }
        }
    }

    /// <summary>All lines since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        lock (_lock)
        {
            string[] taken = _dropped == 0 ? [.. _notes] : [.. _notes, $"{_dropped} more notes left out"];
            _notes.Clear();
            _dropped = 0;
            return taken;
        }
    }
}
