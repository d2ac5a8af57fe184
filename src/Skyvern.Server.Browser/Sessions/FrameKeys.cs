using System.Runtime.CompilerServices;
using Microsoft.Playwright;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>Gives each child frame a number that stays with it for the run: f1, f2 … Main frames have the empty key.</summary>
internal sealed class FrameKeys
{
    private readonly ConditionalWeakTable<IFrame, string> _keys = [];
    private int _last;

    /// <summary>The frame's key: empty for a main frame.</summary>
    public string For(IFrame frame) =>
        frame.ParentFrame is null ? "" : _keys.GetValue(frame, _ => $"f{Interlocked.Increment(ref _last)}");
}
