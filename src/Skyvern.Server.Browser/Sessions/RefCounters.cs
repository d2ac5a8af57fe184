using System.Collections.Concurrent;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>
/// The last ref number used for each frame key over the whole run, all documents and tabs. An observer starts from it and hands the
/// new value back, so that a ref can be missing later but never means another element.
/// </summary>
internal sealed class RefCounters
{
    private readonly ConcurrentDictionary<string, int> _last = new(StringComparer.Ordinal);

    /// <summary>The last number used under the key; 0 when none. The key of main frames is the empty text.</summary>
    public int Last(string frameKey) => _last.GetValueOrDefault(frameKey);

    /// <summary>Notes that numbers up to <paramref name="last"/> are used. Never goes back.</summary>
    public void Advance(string frameKey, int last) => _last.AddOrUpdate(frameKey, last, (_, known) => Math.Max(known, last));
}
