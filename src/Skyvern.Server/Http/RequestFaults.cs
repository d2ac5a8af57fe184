using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Client.Contracts;

namespace Skyvern.Server.Http;

/// <summary>Collects what is wrong with a request, so that all of it is told at once.</summary>
internal sealed class RequestFaults
{
    private readonly List<ValidationFault> _items = [];

    public IReadOnlyList<ValidationFault> Items => _items;

    public bool Any => _items.Count > 0;

    public void Add(string type, string message, JsonElement? input, IEnumerable<JsonNode?> loc, JsonObject? ctx = null) =>
        _items.Add(new ValidationFault { Type = type, Loc = [.. loc], Msg = message, Input = input, Ctx = ctx });

    public void Missing(JsonElement? input, params IEnumerable<JsonNode?> loc) => Add("missing", "This field is required", input, loc);

    public void NotText(JsonElement input, params IEnumerable<JsonNode?> loc) => Add("string_type", "Not a text", input, loc);

    public void NotInteger(JsonElement input, params IEnumerable<JsonNode?> loc) => Add("int_parsing", "Not a whole number", input, loc);

    public void NotNumber(JsonElement input, params IEnumerable<JsonNode?> loc) => Add("float_parsing", "Not a number", input, loc);

    public void NotBoolean(JsonElement input, params IEnumerable<JsonNode?> loc) => Add("bool_parsing", "Neither true nor false", input, loc);

    public void NotTime(JsonElement input, params IEnumerable<JsonNode?> loc) => Add("datetime_parsing", "Not a time such as 2026-01-31T12:00:00Z", input, loc);

    public void NotObject(JsonElement input, params IEnumerable<JsonNode?> loc) => Add("dict_type", "Not an object", input, loc);

    public void NotInList(JsonElement input, IEnumerable<string> words, params IEnumerable<JsonNode?> loc) =>
        Add("enum", "Not one of the allowed words", input, loc, new JsonObject { ["expected"] = string.Join(", ", words) });

    public void TooSmall(JsonElement input, long least, params IEnumerable<JsonNode?> loc) =>
        Add("greater_than_equal", $"Must be {least} or more", input, loc, new JsonObject { ["ge"] = least });

    public void TooLarge(JsonElement input, long most, params IEnumerable<JsonNode?> loc) =>
        Add("less_than_equal", $"Must be {most} or less", input, loc, new JsonObject { ["le"] = most });

    public void TooShort(JsonElement input, int least, params IEnumerable<JsonNode?> loc) =>
        Add("string_too_short", $"Must have {least} characters or more", input, loc, new JsonObject { ["min_length"] = least });

    public void TooLong(JsonElement input, int most, params IEnumerable<JsonNode?> loc) =>
        Add("string_too_long", $"Must have {most} characters or fewer", input, loc, new JsonObject { ["max_length"] = most });

    public void NotList(JsonElement input, params IEnumerable<JsonNode?> loc) => Add("list_type", "Not a list", input, loc);

    public void TooMany(JsonElement input, int most, params IEnumerable<JsonNode?> loc) =>
        Add("too_long", $"Must have {most} entries or fewer", input, loc, new JsonObject { ["max_length"] = most });

    public void Conflict(string message, JsonElement input) => Add("value_error", message, input, ["body"]);
}
