using System.Globalization;
using System.Text.RegularExpressions;
using Skyvern.Server.Browser.Scripting;
using Skyvern.Server.Browser.Sessions;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>An element that a ref names: its frame and its number there.</summary>
internal sealed partial record ElementTarget(SessionPage Page, PageFrame Frame, int Number)
{
    /// <summary>The answer for a ref that names nothing.</summary>
    public static ActionResult NotFound(string reference) => new(ActionCode.NotFound, $"There is no {reference} in this page any more.");

    /// <summary>Finds the frame of a ref; null when there is none. Whether the element is there is found out by the first call.</summary>
    public static async Task<ElementTarget?> FindAsync(SessionPage page, string reference, CancellationToken cancellationToken)
    {
        if (Reference().Match(reference) is not { Success: true } match)
        {
            return null;
        }

        var frames = await PageScripts.Of(page).Frames.ReadAsync(cancellationToken);
        var frame = frames.FirstOrDefault(candidate => candidate.Key == match.Groups["frame"].Value);
        return frame is null ? null : new ElementTarget(page, frame, int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));
    }

    /// <summary>Another element of the same frame.</summary>
    public ElementTarget Other(int number) => this with { Number = number };

    /// <summary>Calls an in-page function in the element's frame.</summary>
    public Task<ElementReply> CallAsync(string function, object request, CancellationToken cancellationToken) =>
        CallAsync(function, request, TimeSpan.Zero, cancellationToken);

    /// <summary>Calls one that itself waits for the page, so much longer than others.</summary>
    public Task<ElementReply> CallAsync(string function, object request, TimeSpan longer, CancellationToken cancellationToken) =>
        PageScripts.Of(Page).CallAsync<ElementReply>(Frame, function, request, ActionCall.Deadline + longer, cancellationToken);

    [GeneratedRegex(@"^(?<frame>(f\d{1,6})?)e(?<number>\d{1,8})$", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
