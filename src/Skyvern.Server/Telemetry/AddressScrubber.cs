using System.Diagnostics;
using OpenTelemetry;

namespace Skyvern.Server.Telemetry;

/// <summary>Takes addresses out of the framework's spans: of a webhook, a file or a page only the host may be told, since paths can be secret.</summary>
internal sealed class AddressScrubber : BaseProcessor<Activity>
{
    /// <summary>The source of the spans of outgoing requests.</summary>
    public const string HttpClientSource = "System.Net.Http";

    private static readonly string[] Addresses = ["url.full", "url.path", "url.query", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        foreach (var name in Addresses)
        {
            data.SetTag(name, null);
        }
    }
}
