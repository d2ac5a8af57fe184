using Skyvern.Server.Browser.Scripting;

namespace Skyvern.Server.Browser.Observing;

/// <summary>A frame and what was read of it.</summary>
/// <param name="Frame">The frame.</param>
/// <param name="Reply">What it shows; null when it did not answer in time.</param>
/// <param name="Owner">The number of its element in its parent, where its index does not tell; else 0.</param>
internal sealed record FrameReading(PageFrame Frame, ObservedFrame? Reply, int Owner = 0);
