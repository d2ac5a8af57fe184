namespace Skyvern.Server.Requests;

/// <summary>What started a run, told by the client's own header.</summary>
internal static class TriggerTypes
{
    public static string Of(HttpRequest request) => request.Headers["x-user-agent"].ToString() switch
    {
        "skyvern-ui" => "manual",
        "skyvern-mcp" => "mcp",
        _ => "api",
    };
}
