using System.Text.Json;
using Skyvern.Server.Core.Credentials;
using Skyvern.Server.Http;

namespace Skyvern.Server.Requests;

/// <summary>Reads the body that stores a credential. Faults never quote what was sent: it is secret.</summary>
internal static class CredentialReader
{
    private const int LongestName = 100;
    private const int LongestValue = 1_000;

    /// <summary>The credential; null when there are faults.</summary>
    public static NewCredential? Read(JsonElement body, string organizationId, RequestFaults faults)
    {
        var fields = new FieldReader(body, faults);
        var name = Text(fields, faults, "name", LongestName);
        fields.Word("credential_type", ["password"]);
        Require(body, faults, "credential_type");
        var origins = Origins(body, faults);
        var inner = fields.Object("credential");
        Require(body, faults, "credential");
        if (inner is not { } secret)
        {
            return null;
        }

        var secretFields = new FieldReader(secret, faults, "body", "credential");
        var username = Text(secretFields, faults, "username", LongestValue);
        var password = Text(secretFields, faults, "password", LongestValue);
        var totp = secretFields.Text("totp");
        return faults.Any ? null : new NewCredential(organizationId, name!.Trim(), username!, password!, string.IsNullOrWhiteSpace(totp) ? null : totp.Trim(), origins);
    }

    private static string? Text(FieldReader fields, RequestFaults faults, string name, int longest)
    {
        var text = fields.RequiredText(name);
        if (text is not null && string.IsNullOrWhiteSpace(text))
        {
            faults.TooShort(default, 1, fields.Loc(name));
        }
        else if (text?.Length > longest)
        {
            faults.TooLong(default, longest, fields.Loc(name));
        }

        return text;
    }

    private static void Require(JsonElement body, RequestFaults faults, string name)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            faults.Missing(null, "body", name);
        }
    }

    private static List<string> Origins(JsonElement body, RequestFaults faults)
    {
        if (!body.TryGetProperty("origins", out var list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            faults.Add("missing", "At least one origin is required, e.g. https://shop.example: the credential is typed nowhere else", null, ["body", "origins"]);
            return [];
        }

        var origins = new List<string>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (item.ValueKind == JsonValueKind.String && Uri.TryCreate(item.GetString(), UriKind.Absolute, out var address)
                && address is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "" })
            {
                origins.Add(address.GetLeftPart(UriPartial.Authority));
            }
            else
            {
                faults.Add("url_parsing", "Not an origin such as https://shop.example", item, ["body", "origins", index]);
            }
        }

        return origins;
    }
}
