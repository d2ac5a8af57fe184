using System.Text.Json;
using Skyvern.Client.Json;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the limits that older clients send as headers.</summary>
internal static class HeaderIntegers
{
    public const string MaxSteps = "x-max-steps-override";
    public const string MaxIterations = "x-max-iterations-override";

    /// <summary>The header's whole number from 0; null when it is missing or not valid.</summary>
    public static int? Read(IHeaderDictionary headers, string name, RequestFaults faults)
    {
        if (headers[name].ToString() is not { Length: > 0 } text)
        {
            return null;
        }

        var input = JsonSerializer.SerializeToElement(text, WireJson.Options);
        if (!LenientScalar.TryInteger(text, out var number))
        {
            faults.NotInteger(input, "header", name);
            return null;
        }

        if (number < 0)
        {
            faults.TooSmall(input, 0, "header", name);
        }

        return number;
    }
}
