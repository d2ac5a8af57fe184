using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Json;
using Skyvern.Server.Core.Workflows;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads a value of a workflow's parameter, by its type.</summary>
internal static class ParameterValue
{
    /// <summary>Beyond this, doubles do not hold every whole number.</summary>
    private const double LargestWhole = 9_007_199_254_740_991;

    /// <summary>The value in normal form; meaningless when there is a fault.</summary>
    public static JsonElement Read(string type, JsonElement value, RequestFaults faults, IEnumerable<JsonNode?> loc)
    {
        switch (type)
        {
            case "integer":
                if (Number(value) is not { } whole || double.Truncate(whole) != whole || Math.Abs(whole) > LargestWhole)
                {
                    faults.NotInteger(value, loc);
                    return value;
                }

                return Json((long)whole);
            case "float":
                if (Number(value) is not { } number)
                {
                    faults.Add("float_parsing", "Not a number", value, loc);
                    return value;
                }

                return Json(number);
            case "boolean":
                if (!LenientScalar.TryBoolean(value, out var flag))
                {
                    faults.NotBoolean(value, loc);
                }

                return Json(flag);
            case "json":
                return value;
            default:
                if (value.ValueKind != JsonValueKind.String)
                {
                    faults.NotText(value, loc);
                }
                else if (type == ParameterTypes.CredentialId && string.IsNullOrWhiteSpace(value.GetString()))
                {
                    faults.TooShort(value, 1, loc);
                }

                return value;
        }
    }

    private static double? Number(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.String => value.GetString(),
            _ => null,
        };
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    private static JsonElement Json<T>(T value) => JsonSerializer.SerializeToElement(value, WireJson.Options);
}
