using Microsoft.Playwright;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>The console of all tabs, one line a message; when it grows too long the oldest lines go.</summary>
internal sealed class ConsoleLog
{
    private const int MostCharacters = 256 * 1024;
    private const int LongestLine = 2_000;

    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new();
    private int _length;
    private int _dropped;

    /// <summary>Listens to a context from now on.</summary>
    public ConsoleLog(IBrowserContext context)
    {
        context.Console += (_, message) => Add(message.Type, message.Text);
        context.WebError += (_, error) => Add("exception", error.Error);
    }

    /// <summary>The lines so far.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                var lines = _dropped == 0 ? _lines : _lines.Prepend($"({_dropped} older lines left out)");
                return string.Join('\n', lines);
            }
        }
    }

    /// <summary>Forgets all lines.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _lines.Clear();
            (_length, _dropped) = (0, 0);
        }
    }

    private void Add(string level, string text)
    {
        var line = $"{level} {PlainLine.Of(text, LongestLine)}";
        lock (_lock)
        {
            _lines.Enqueue(line);
            _length += line.Length + 1;
            while (_length > MostCharacters && _lines.TryDequeue(out var oldest))
            {
                _length -= oldest.Length + 1;
                _dropped++;
            }
        }
    }
}
