using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Llm.Replies;

/// <summary>Reads a point of the picture: x and y by name, or a pair as models trained on pictures write it.</summary>
internal static class PointReader
{
    /// <summary>The click at the point; null when there is no point.</summary>
    public static ClickAtAction? Read(LooseObject arguments)
    {
        switch (arguments.Node("coordinate", "coordinates", "point", "position", "lone"))
        {
            case JsonArray { Count: 2 } pair:
                return Of(new LooseObject(new JsonObject { ["x"] = pair[0]?.DeepClone(), ["y"] = pair[1]?.DeepClone() }));
            case JsonObject point:
                return Of(new LooseObject(point));
            default:
                return Of(arguments);
        }
    }

    private static ClickAtAction? Of(LooseObject point) =>
        point.Number("x") is { } x and >= 0 && point.Number("y") is { } y and >= 0 ? new ClickAtAction(x, y) : null;
}
