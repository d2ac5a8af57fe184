using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Skyvern.Server.Requests;

/// <summary>
/// Reads YAML as the JSON that it stands for. What has no such meaning or could grow beyond its own size is refused: tags, anchors and
/// aliases, keys that are no texts, more than one document. Depth and number of values are limited.
/// </summary>
internal static class YamlJson
{
    private const int Deepest = 40;
    private const int MostValues = 20_000;

    /// <summary>The JSON, or why there is none.</summary>
    public static (JsonElement? Json, string? Problem) Parse(string yaml)
    {
        try
        {
            var reader = new Reader(new Parser(new StringReader(yaml)));
            return (JsonSerializer.SerializeToElement(reader.Document()), null);
        }
        catch (YamlException e)
        {
            return (null, $"line {e.Start.Line}, column {e.Start.Column}: {e.Message}");
        }
    }

    private sealed class Reader(Parser events)
    {
        private int _values;

        public JsonNode? Document()
        {
            events.Consume<StreamStart>();
            events.Consume<DocumentStart>();
            var root = Value(0);
            events.Consume<DocumentEnd>();
            return events.Accept<StreamEnd>(out var _) ? root : throw Fault(events.Current!, "only one document is read");
        }

        private JsonNode? Value(int depth)
        {
            var next = events.Consume<ParsingEvent>();
            if (depth > Deepest || ++_values > MostValues)
            {
                throw Fault(next, $"more than {Deepest} levels or {MostValues} values are not read");
            }

            if (next is not NodeEvent node || !node.Anchor.IsEmpty || !node.Tag.IsEmpty)
            {
                throw Fault(next, "anchors, aliases and tags are not read");
            }

            return next switch
            {
                Scalar scalar => scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : JsonValue.Create(scalar.Value),
                MappingStart => Mapping(depth),
                _ => Sequence(depth),
            };
        }

        private JsonObject Mapping(int depth)
        {
            var mapping = new JsonObject();
            while (!events.TryConsume<MappingEnd>(out var _))
            {
                var at = events.Current!;
                if (at is not Scalar { Anchor.IsEmpty: true, Tag.IsEmpty: true } key)
                {
                    throw Fault(at, "a key must be a text");
                }

                events.MoveNext();
                if (!mapping.TryAdd(key.Value, Value(depth + 1)))
                {
                    throw Fault(at, $"the key {key.Value} stands here twice");
                }
            }

            return mapping;
        }

        private JsonArray Sequence(int depth)
        {
            var sequence = new JsonArray();
            while (!events.TryConsume<SequenceEnd>(out var _))
            {
                sequence.Add(Value(depth + 1));
            }

            return sequence;
        }

        private static JsonValue? Plain(string text) => text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when text.Any(char.IsAsciiDigit) && !text.Any(char.IsWhiteSpace)
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };

        private static YamlException Fault(ParsingEvent at, string message) => new(at.Start, at.End, message);
    }
}
