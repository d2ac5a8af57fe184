using System.Text.Json;
using Skyvern.Server.Browser.Live;

namespace Skyvern.Server.BrowserTests.Sessions;

public sealed class AccessibleNameTests
{
    [Theory]
    [InlineData("button", "Sign in", "the button \"Sign in\"")]
    [InlineData("textbox", "E-mail", "the text field \"E-mail\"")]
    [InlineData("checkbox", "I agree", "the check box \"I agree\"")]
    [InlineData("heading", "Contact", null)]
    [InlineData("button", "", null)]
    public void Of_TheThingItself_SaysWhatItIsWhenItIsAControlWithAName(string role, string name, string? said) =>
        Assert.Equal(said, AccessibleName.Of(Tree(("1", null, role, name))));

    [Fact]
    public void Of_TextInsideALink_IsTheLink() => Assert.Equal(
        "the link \"Basket\"",
        AccessibleName.Of(Tree(("3", "2", "StaticText", "Basket"), ("2", "1", "link", "Basket"), ("1", null, "RootWebArea", "Shop"))));

    [Fact]
    public void Of_ControlWithoutAName_IsTheNextOneAroundIt() => Assert.Equal(
        "the menu item \"Share\"",
        AccessibleName.Of(Tree(("2", "1", "button", ""), ("1", null, "menuitem", "Share"))));

    [Fact]
    public void Of_ParentThatIsNotThereOrGoesInCircles_IsNothing()
    {
        Assert.Null(AccessibleName.Of(Tree(("2", "9", "generic", ""))));
        Assert.Null(AccessibleName.Of(Tree(("1", "2", "generic", ""), ("2", "1", "generic", ""))));
        Assert.Null(AccessibleName.Of(Tree()));
    }

    private static JsonElement Tree(params (string Id, string? Parent, string Role, string Name)[] nodes) => JsonSerializer.SerializeToElement(new
    {
        nodes = nodes.Select(node => new Dictionary<string, object?>
        {
            ["nodeId"] = node.Id,
            ["role"] = new { type = "role", value = node.Role },
            ["name"] = new { type = "computedString", value = node.Name },
            [node.Parent is null ? "ignored" : "parentId"] = node.Parent is null ? false : node.Parent,
        }),
    });
}
