namespace Skyvern.Server.Pages.Runs;

/// <summary>What of a run is read: a part of the page needs less than the whole.</summary>
[Flags]
internal enum RunParts
{
    /// <summary>The run alone.</summary>
    None = 0,

    /// <summary>Its steps.</summary>
    Steps = 1,

    /// <summary>Its actions.</summary>
    Actions = 2,

    /// <summary>What it tells.</summary>
    Events = 4,

    /// <summary>What it left.</summary>
    Artifacts = 8,

    /// <summary>Its webhook.</summary>
    Webhook = 16,

    /// <summary>For the time line.</summary>
    Timeline = Steps | Actions | Events | Artifacts,

    /// <summary>For the whole page.</summary>
    All = Timeline | Webhook,
}
