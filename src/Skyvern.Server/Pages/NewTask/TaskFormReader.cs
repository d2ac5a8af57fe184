using System.Globalization;
using System.Text.Json.Nodes;
using Skyvern.Server.Requests;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>Turns the form into the body of POST /v1/run/tasks. What a field means is the API's to say: only the writing is read here.</summary>
internal static class TaskFormReader
{
    private static readonly string[] Maps = ["error_code_mapping", "cdp_connect_headers", "extra_http_headers"];
    private static readonly string[] PlaceParts = [TaskFields.Place, TaskFields.Subdivision, TaskFields.City, TaskFields.OwnProxy];

    /// <summary>The body, with what cannot be read noted at its field.</summary>
    public static JsonObject Read(TaskForm form, FormFaults faults)
    {
        var body = new JsonObject { ["prompt"] = "" };
        foreach (var field in TaskFields.All.Where(field => form.Has(field.Name) && !PlaceParts.Contains(field.Name)))
        {
            body[field.Name] = ReadField(field, form[field.Name], faults);
        }

        if (ReadPlace(form, faults) is { } place)
        {
            body[TaskFields.Place] = place;
        }

        if (!form.Has("prompt"))
        {
            faults.Add("prompt", "Say what is to be done.");
        }

        return body;
    }

    private static JsonNode? ReadField(FormField field, string text, FormFaults faults)
    {
        if (field.Name == TaskFields.Schema)
        {
            var schema = SchemaText.Read(text);
            faults.Add(field.Name, schema.Fault);
            return schema.Value;
        }

        if (Maps.Contains(field.Name))
        {
            var (map, fault) = PairLines.Read(text);
            faults.Add(field.Name, fault);
            return map;
        }

        return field switch
        {
            { Name: "model" } => new JsonObject { ["model_name"] = text.Trim() },
            { Kind: FieldKind.Flag } => true,
            { Kind: FieldKind.Number } when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
            { Kind: FieldKind.Text } => text.Replace("\r\n", "\n", StringComparison.Ordinal), // as forms send it
            _ => text.Trim(),
        };
    }

    /// <summary>A word, a place object or an own proxy; null: left out.</summary>
    private static JsonNode? ReadPlace(TaskForm form, FormFaults faults)
    {
        var word = form[TaskFields.Place];
        if (form.Has(TaskFields.OwnProxy))
        {
            return new JsonObject { ["url"] = form[TaskFields.OwnProxy].Trim() };
        }

        if (!form.Has(TaskFields.Subdivision) && !form.Has(TaskFields.City))
        {
            return word.Length > 0 ? word : null;
        }

        if (CountryOf(word) is not { } country)
        {
            faults.Add(TaskFields.Place, "A region or city needs a country: choose one, or leave both empty.");
            return null;
        }

        var place = new JsonObject { ["country"] = country };
        foreach (var (name, text) in new[] { ("subdivision", Given(form[TaskFields.Subdivision]) ?? StateOf(word)), ("city", Given(form[TaskFields.City])) })
        {
            if (text is not null)
            {
                place[name] = text;
            }
        }

        return place;
    }

    private static string? CountryOf(string word) =>
        word is "" || word.StartsWith("US-", StringComparison.Ordinal) ? "US"
        : word.StartsWith($"{ProxyLocations.Default}_", StringComparison.Ordinal) && word[(ProxyLocations.Default.Length + 1)..] is { Length: 2 } code ? code
        : null;

    private static string? StateOf(string word) => word.StartsWith("US-", StringComparison.Ordinal) ? word["US-".Length..] : null;

    private static string? Given(string text) => text.Trim() is { Length: > 0 } given ? given : null;
}
