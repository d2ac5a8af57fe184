using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Grounding;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Engine.Grounding;

public sealed class GroundingCheckTests
{
    private const string Page =
        """
        # Blue kettle, 1.7 l
        Price: € 1.234,50 (was 1 399,00) · 128 reviews, rated 4.5 out of 5
        Order no. 4711-0815-22. Delivered on March 5, 2026. Rückgabe bis 24.12.2026
        Call +49 (30) 1234 567. Contact: Ada in our Berlin office. Three items left.
        """;

    [Theory]
    [InlineData("\"Blue kettle, 1.7 l\"")]
    [InlineData("\"BLUE  KETTLE\"")]
    [InlineData("1234.5")]
    [InlineData("\"$1,234.50\"")]
    [InlineData("1399")]
    [InlineData("4.5")]
    [InlineData("3")]
    [InlineData("\"2026-03-05\"")]
    [InlineData("\"2026-12-24T00:00:00Z\"")]
    [InlineData("\"05.03.2026\"")]
    [InlineData("\"+49301234567\"")]
    [InlineData("\"4711-0815-22\"")]
    [InlineData("\"Ada, Berlin\"")]
    [InlineData("\"The Blue kettle has 128 reviews and was delivered on March 5, 2026.\"")]
    [InlineData("\"https://shop.example/kettle\"")]
    [InlineData("\"from the goal\"")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("\"in_stock\"")]
    [InlineData("\"\"")]
    public void Unverified_ValueOfThePageInAnyForm_IsConfirmed(string value) => Assert.Empty(Check(value));

    [Theory]
    [InlineData("\"Red kettle\"")]
    [InlineData("999")]
    [InlineData("12")]
    [InlineData("\"$1,234.51\"")]
    [InlineData("\"2026-03-06\"")]
    [InlineData("\"2025-03-05\"")]
    [InlineData("\"+49301234568\"")]
    [InlineData("\"https://shop.example/other\"")]
    [InlineData("\"delivered\\u0020yesterday\"")]
    [InlineData("\"Bob, Berlin\"")]
    [InlineData("\"The Blue kettle has 129 reviews and was delivered on March 5, 2026.\"")]
    [InlineData("\"Your message was sent and our team will answer within two days\"")]
    public void Unverified_ValueThatStandsNowhere_IsNamed(string value) => Assert.Equal(["output"], Check(value));

    [Fact]
    public void Unverified_FieldsWithin_AreNamedByTheirPaths() =>
        Assert.Equal(["items[1].price", "total"], Check("""{"items":[{"price":1399},{"price":7}],"total":555}"""));

    [Fact]
    public void Unverified_WhatFollowsFromThePage_IsConfirmed() =>
        Assert.Empty(Check("""{"count":2,"sum":25,"average":12.5,"prices":[10,15]}""", new PageContent
        {
            Url = "https://shop.example/",
            Title = "",
            Markdown = "10 and 15",
        }));

    [Fact]
    public void Unverified_CountOfATable_IsConfirmedAWrongOneIsNot()
    {
        var table = new PageTable("", ["name"], [.. Enumerable.Range(0, 17).Select(n => new[] { new PageField("name", "Entry") })]);
        var page = new PageContent { Url = "https://shop.example/", Title = "", Markdown = "Entry", Tables = [table] };

        Assert.Empty(Check("""{"rows":17}""", page));
        Assert.Equal(["rows"], Check("""{"rows":18}""", page));
    }

    [Fact]
    public void Unverified_ValueOnlyTyped_IsNamed()
    {
        var seen = new SeenText();
        seen.Typed("9999");
        seen.Add(FakePage.Of("https://a.example/", ["# Search"], new PageElement { Ref = "e1", Role = "textbox", Name = "Search", Value = "9999" }));

        Assert.Equal(["n"], new GroundingCheck(seen, new SeenText(), new HashSet<string>()).Unverified(JsonNode.Parse("""{"n":9999}""")));
    }

    private static IReadOnlyList<string> Check(string output, PageContent? more = null)
    {
        var seen = new SeenText();
        seen.Add(new PageContent { Url = "https://shop.example/kettle", Title = "Kettles", Markdown = Page });
        if (more is not null)
        {
            seen.Add(more);
        }

        var goal = new SeenText();
        goal.Add("Take what is \"from the goal\" too");
        return new GroundingCheck(seen, goal, SchemaChoices.Of(EngineBench.Json("""{"properties":{"state":{"enum":["in_stock","sold_out"]}}}""")))
            .Unverified(JsonNode.Parse(output));
    }
}
