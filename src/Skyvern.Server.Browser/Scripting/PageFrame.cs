using Microsoft.Playwright;

namespace Skyvern.Server.Browser.Scripting;

/// <summary>A frame of a tab as it is now.</summary>
/// <param name="Key">The part of a ref before the e: empty for the main frame, else f1, f2 …</param>
/// <param name="Id">The browser's id of the frame.</param>
/// <param name="LoaderId">Changes with each document.</param>
/// <param name="Url">Its address.</param>
/// <param name="Session">The CDP session of the process that the frame lives in.</param>
/// <param name="Parent">The frame around it; null for the main frame.</param>
/// <param name="Index">Its place among the frames of its parent.</param>
/// <param name="State">Whether there is anything to read in it.</param>
internal sealed record PageFrame(
    string Key, string Id, string LoaderId, string Url, ICDPSession Session, PageFrame? Parent, int Index, FrameState State = FrameState.Ready);

/// <summary>Whether a frame can be read.</summary>
internal enum FrameState
{
    /// <summary>It has a document.</summary>
    Ready,

    /// <summary>Its process did not answer.</summary>
    Silent,

    /// <summary>Its document could not be loaded.</summary>
    Failed,
}
