namespace Skyvern.Server.Requests;

/// <summary>The places that callers may name for the browser's traffic.</summary>
internal static class ProxyLocations
{
    public const string Default = "RESIDENTIAL";

    /// <summary>Countries that stand alone: the United States are the default place.</summary>
    private static readonly string[] CountryCodes =
        ["ES", "IE", "GB", "IN", "JP", "FR", "DE", "NZ", "ZA", "AR", "AU", "BR", "TR", "CA", "MX", "IT", "NL", "PH", "KR", "SA"];

    /// <summary>The words.</summary>
    public static readonly IReadOnlyList<string> Words =
    [
        Default, "US-CA", "US-NY", "US-TX", "US-FL", "US-WA", "RESIDENTIAL_ISP", "NONE", .. CountryCodes.Select(code => $"{Default}_{code}"),
    ];

    /// <summary>The codes of a place object.</summary>
    public static readonly IReadOnlyList<string> Countries = ["US", .. CountryCodes];
}
