using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class WriteRiskTests
{
    [Theory]
    [InlineData("button", "Send", "post", false, true)]
    [InlineData("button", "Weiter", "post", false, true)]
    [InlineData("button", "Log in", "post", true, false)]
    [InlineData("button", "Sign up", "post", true, true)]
    [InlineData("button", "Go", "get", false, false)]
    [InlineData("button", "Place order", "get", false, true)]
    [InlineData("link", "Delete", "post", false, false)]
    public void Of_SubmitControl_JudgesByItsForm(string role, string name, string method, bool hasPassword, bool risky)
    {
        var page = Page(new PageElement { Ref = "e1", Role = role, Name = name, Submits = true, Form = new PageForm("f", method, hasPassword) });

        Assert.Equal(risky, WriteRisk.Of(new ClickAction("e1"), page));
    }

    [Theory]
    [InlineData("Delete item", true)]
    [InlineData("Jetzt kaufen", true)]
    [InlineData("Supprimer", true)]
    [InlineData("Confirmar", true)]
    [InlineData("Show more", false)]
    [InlineData("Add to cart", false)]
    [InlineData("Next", false)]
    public void Of_ButtonOutsideAForm_JudgesByItsName(string name, bool risky) =>
        Assert.Equal(risky, WriteRisk.Of(new ClickAction("e1"), Page(new PageElement { Ref = "e1", Role = "button", Name = name })));

    [Fact]
    public void Of_SearchForm_IsNoRisk()
    {
        var form = new PageForm("f", "get", false);
        var page = Page(
            new PageElement { Ref = "e1", Role = "searchbox", Name = "Search", Type = "search", Form = form },
            new PageElement { Ref = "e2", Role = "button", Name = "Submit", Submits = true, Form = form });

        Assert.False(WriteRisk.Of(new ClickAction("e2"), page));
        Assert.False(WriteRisk.Of(new TypeAction("e1", "shoes", Enter: true), page));
        Assert.True(WriteRisk.Submits(new ClickAction("e2"), page));
    }

    [Fact]
    public void Of_EnterInAPostForm_IsARisk()
    {
        var page = FakePage.Form("https://a.example/");

        Assert.True(WriteRisk.Of(new TypeAction("e1", "Ada", Enter: true), page));
        Assert.True(WriteRisk.Of(new PressAction("Enter", "e1"), page));
        Assert.False(WriteRisk.Of(new TypeAction("e1", "Ada"), page));
        Assert.False(WriteRisk.Of(new PressAction("Tab", "e1"), page));
        Assert.False(WriteRisk.Of(new ClickAction("e77"), page));
    }

    [Theory]
    [InlineData("button", "Delete item", "Enter", true)]
    [InlineData("button", "Delete item", "Space", true)]
    [InlineData("button", "Show more", "Enter", false)]
    [InlineData("textbox", "Message", "Control+Enter", true)]
    [InlineData("textbox", "Message", "Delete", false)]
    [InlineData("row", "Letter of Ada", "Delete", true)]
    [InlineData("textbox", "Message", "Control+A", false)]
    public void Of_Key_IsJudgedByWhatItPresses(string role, string name, string key, bool risky) =>
        Assert.Equal(risky, WriteRisk.Of(new PressAction(key, "e1"), Page(new PageElement { Ref = "e1", Role = role, Name = name })));

    [Theory]
    [InlineData("Trash", true)]
    [InlineData("Delete", true)]
    [InlineData("Finished", false)]
    public void Of_Drag_IsJudgedByThePlaceItIsDropped(string place, bool risky)
    {
        var page = Page(new PageElement { Ref = "e1", Role = "clickable", Name = "Card" }, new PageElement { Ref = "e2", Role = "clickable", Name = place });

        Assert.Equal(risky, WriteRisk.Of(new DragAction("e1", "e2"), page));
    }

    [Fact]
    public void Of_ClickAt_IsAsRiskyAsThePage()
    {
        var plain = Page(new PageElement { Ref = "e1", Role = "button", Name = "Zoom in" });
        var shop = Page(new PageElement { Ref = "e1", Role = "button", Name = "Buy now" });

        Assert.False(WriteRisk.Of(new ClickAtAction(1, 1), plain));
        Assert.True(WriteRisk.Of(new ClickAtAction(1, 1), shop));
        Assert.True(WriteRisk.Of(new ClickAtAction(1, 1), plain with { NeedsPicture = true }));
    }

    [Fact]
    public void TurnedOut_UploadThatThePageSentByItself_IsARisk()
    {
        var upload = new UploadAction("e1", "cv.pdf");

        Assert.False(WriteRisk.Of(upload, Page(new PageElement { Ref = "e1", Role = "file", Name = "CV" })));
        Assert.False(WriteRisk.TurnedOut(upload, new ActionResult(ActionCode.Ok)));
        Assert.True(WriteRisk.TurnedOut(upload, new ActionResult(ActionCode.Navigated)));
        Assert.False(WriteRisk.TurnedOut(new ClickAction("e1"), new ActionResult(ActionCode.Navigated)));
    }

    private static Observation Page(params PageElement[] elements) => FakePage.Of("https://a.example/", [], elements);
}
