using System.Text.Json.Nodes;

namespace Skyvern.Server.Llm.Extraction;

/// <summary>Joins what the parts of one page yielded: lists grow, of single values the first counts.</summary>
internal static class PartMerger
{
    /// <summary>Both in one.</summary>
    public static JsonNode? Merge(JsonNode? first, JsonNode? second)
    {
        switch (first, second)
        {
            case (null, _):
                return second?.DeepClone();
            case (JsonArray list, JsonArray more):
                var joined = (JsonArray)list.DeepClone();

                // An entry that straddles two parts may have come twice.
                var overlap = list.Count > 0 && more.Count > 0 && JsonNode.DeepEquals(list[^1], more[0]) ? 1 : 0;
                foreach (var item in more.Skip(overlap))
                {
                    joined.Add(item?.DeepClone());
                }

                return joined;
            case (JsonObject owner, JsonObject other):
                var merged = (JsonObject)owner.DeepClone();
                foreach (var (name, value) in other)
                {
                    merged[name] = Merge(owner[name], value);
                }

                return merged;
            default:
                return first.DeepClone();
        }
    }

    /// <summary>How many entries the lists within hold, to tell the model what is already kept.</summary>
    public static int Entries(JsonNode? node) => node switch
    {
        JsonArray list => list.Count,
        JsonObject owner => owner.Sum(member => Entries(member.Value)),
        _ => 0,
    };

    /// <summary>Whether anything at all was found.</summary>
    public static bool HasData(JsonNode? node) => node switch
    {
        null => false,
        JsonArray list => list.Any(HasData),
        JsonObject owner => owner.Any(member => HasData(member.Value)),
        JsonValue value => !value.TryGetValue(out string? text) || text.Length > 0,
        _ => true,
    };
}
