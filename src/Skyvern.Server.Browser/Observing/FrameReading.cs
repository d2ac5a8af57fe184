using Skyvern.Server.Browser.Scripting;

namespace Skyvern.Server.Browser.Observing;

/// <summary>A frame and what was read of it; null when it did not answer in time.</summary>
internal sealed record FrameReading(PageFrame Frame, ObservedFrame? Reply);
