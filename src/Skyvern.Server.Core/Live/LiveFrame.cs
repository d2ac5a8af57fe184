namespace Skyvern.Server.Core.Live;

/// <summary>One picture of a browser's current tab.</summary>
/// <param name="Jpeg">The picture.</param>
/// <param name="Width">Width of the viewport as the picture has it: the pixels that input is given in.</param>
/// <param name="Height">Its height.</param>
/// <param name="Url">Address of the tab.</param>
/// <param name="At">When the page looked so, by the browser's own clock where it tells.</param>
public sealed record LiveFrame(ReadOnlyMemory<byte> Jpeg, int Width, int Height, string Url, DateTimeOffset At);
