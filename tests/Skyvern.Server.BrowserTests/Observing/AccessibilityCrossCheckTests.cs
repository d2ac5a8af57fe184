using System.Text;
using Microsoft.Playwright;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>No control that the browser's accessibility tree knows may be missing without a reason.</summary>
[Collection(SharedBrowserCollection.Name)]
public sealed class AccessibilityCrossCheckTests(SharedBrowser browser)
{
    /// <summary>What the tree calls otherwise.</summary>
    private static readonly Dictionary<string, string[]> SameRoles = new()
    {
        ["textbox"] = ["textbox", "searchbox", "date", "time", "datetime-local", "month", "week", "color", "password", "combobox"],
        ["button"] = ["button", "file", "color", "clickable"],
        ["menuitem"] = ["menuitem", "button"],
    };

    /// <summary>Controls of the tree that are left out, with the reason.</summary>
    private static readonly (string Page, string Role, string Name, string Reason)[] Explained =
    [
        ("golden hidden-things", "link", "A8", "it lies in a box that is cut to nothing, where nobody can see or click it"),
        ("control virtual-list", "combobox", "", "it is an unseen input without a name in the box that is shown as the control"),
        ("control select2", "combobox", "", "it is the native list, cut to nothing behind the widget that is shown as the control"),
        ("control select2", "textbox", "Choose a country", "it is the text in the widget that is shown as the control"),
    ];

    public static TheoryData<string> Pages => [.. ObservedPages.All.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Observe_AnyPage_HasEveryControlOfTheAccessibilityTree(string name)
    {
        await using var tab = await browser.OpenAsync();
        await tab.Page.GotoAsync(ObservedPages.All[name](tab.Site));

        var seen = await tab.ObserveAsync();
        var snapshot = await tab.Page.AriaSnapshotAsync(new() { Mode = AriaSnapshotMode.Ai });

        var left = seen.Elements.ToList();
        var missing = new StringBuilder();
        foreach (var (role, label) in AriaControls.Parse(snapshot))
        {
            if (Array.Exists(Explained, known => known.Page == name && known.Role == role && AriaControls.Fold(known.Name) == label))
            {
                continue;
            }

            if (left.Find(element => IsSame(element, role, label)) is { } found)
            {
                left.Remove(found);
            }
            else if (role != "option" || !seen.Elements.Any(select => select.Options.Any(option => AriaControls.Fold(option) == label)))
            {
                missing.AppendLine($"{role} \"{label}\"");
            }
        }

        Assert.True(missing.Length == 0, $"{missing}of\n{snapshot}\nnot in\n{string.Join('\n', seen.Elements.Select(element => $"{element.Ref} {element.Role} \"{element.Name}\""))}");
    }

    /// <summary>A control without a name in the tree may have got one from its surroundings.</summary>
    private static bool IsSame(PageElement element, string role, string label) =>
        (element.Role == role || (SameRoles.TryGetValue(role, out var roles) && roles.Contains(element.Role)))
        && (label.Length == 0 || AriaControls.Fold(element.Name) == label);
}
