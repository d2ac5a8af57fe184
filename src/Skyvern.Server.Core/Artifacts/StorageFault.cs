namespace Skyvern.Server.Core.Artifacts;

/// <summary>Bytes that could not be kept: what counts as that, and why, in words without the server's own paths.</summary>
internal static class StorageFault
{
    private const int NoSpace = 28;
    private const int QuotaUsedUp = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether it is the store's fault: a full disk, say, or a service that does not answer.</summary>
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException or TimeoutException or HttpRequestException;

    /// <summary>Why, as the end of a sentence.</summary>
    public static string Words(Exception e) => e.HResult is NoSpace or QuotaUsedUp or NoSpaceOnWindows
        ? "the server's disk is full"
        : "the server's artifact storage does not take it";
}
