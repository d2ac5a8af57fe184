using Skyvern.Server.Browser.Pool;

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

    /// <summary>Listens to a browser's own tabs from now on.</summary>
    public ConsoleLog(IRunningBrowser browser)
    {
        browser.Context.Console += (_, message) => Add(browser.Owns(message.Page), message.Type, message.Text);
        browser.Context.WebError += (_, error) => Add(browser.Owns(error.Page), "exception", error.Error);
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

    private void Add(bool isOwn, string level, string text)
    {
        if (!isOwn)
        {
            return;
        }

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
