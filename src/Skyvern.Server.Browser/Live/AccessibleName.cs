using System.Text.Json;

namespace Skyvern.Server.Browser.Live;

/// <summary>Finds what a person would call the thing under the mouse: the nearest control around it that has a name.</summary>
internal static class AccessibleName
{
    private static readonly Dictionary<string, string> Controls = new(StringComparer.Ordinal)
    {
        ["button"] = "button", ["link"] = "link", ["textbox"] = "text field", ["searchbox"] = "search field", ["combobox"] = "choice", ["checkbox"] = "check box",
        ["radio"] = "radio button", ["switch"] = "switch", ["tab"] = "tab", ["menuitem"] = "menu item", ["option"] = "option", ["slider"] = "slider",
        ["spinbutton"] = "number field", ["listbox"] = "list", ["treeitem"] = "item", ["DisclosureTriangle"] = "part to open",
    };

    /// <summary>Such as <c>the button "Sign in"</c>; null where nothing around it is a control with a name.</summary>
    /// <param name="tree">The answer of <c>Accessibility.getPartialAXTree</c>: the node and those around it.</param>
    public static string? Of(JsonElement tree)
    {
        var nodes = tree.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("nodeId").GetString()!);
        var node = tree.GetProperty("nodes").EnumerateArray().FirstOrDefault();
        for (var up = 0; up < nodes.Count && node.ValueKind == JsonValueKind.Object; up++)
        {
            if (Value(node, "role") is { } role && Controls.TryGetValue(role, out var word) && Value(node, "name") is { Length: > 0 } name)
            {
                return $"the {word} \"{name}\"";
            }

            node = node.TryGetProperty("parentId", out var parent) && nodes.TryGetValue(parent.GetString()!, out var above) ? above : default;
        }

        return null;
    }

    private static string? Value(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.TryGetProperty("value", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
