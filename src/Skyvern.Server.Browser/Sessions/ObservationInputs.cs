using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>What the session knows and the page does not: goes into an observation as it is.</summary>
/// <param name="Tabs">All tabs, in order of opening.</param>
/// <param name="Notes">What happened since the last observation.</param>
internal sealed record ObservationInputs(IReadOnlyList<PageTab> Tabs, IReadOnlyList<string> Notes);
