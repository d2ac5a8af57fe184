using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Rules;
using Skyvern.Server.Core.Engine.Schemas;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.UnitTests.Engine.Rules;

public sealed class RuleExtractorTests
{
    [Fact]
    public async Task Extract_Cards_BecomeObjectsOfTheSchema()
    {
        var result = await ExtractAsync("all products", """{"products":[{"name":"string","price":1.5,"url":"url","image_url":"url","rating":4.5,"in_stock":true}]}""", ShopPage());

        Assert.Null(result.Problem);
        AssertJson("""
            {"products":[
              {"name":"Gel Pen","price":1.8,"url":"https://shop.example/p/1","image_url":"https://shop.example/i/1.svg","rating":4.3,"in_stock":true},
              {"name":"Desk Lamp","price":1239.9,"url":"https://shop.example/p/2","image_url":"https://shop.example/i/2.svg","rating":4.5,"in_stock":false}]}
            """, result.Data);
    }

    [Fact]
    public async Task Extract_Table_IsReadByItsHeadings()
    {
        var result = await ExtractAsync("the invoices", """[{"invoice_number":"string","date":"date","total":1,"paid":true}]""", AccountPage());

        AssertJson("""
            [{"invoice_number":"INV-1","date":"2026-03-01","total":1234.5,"paid":true},{"invoice_number":"INV-2","date":"2026-02-01","total":10,"paid":false}]
            """, result.Data);
    }

    [Fact]
    public async Task Extract_NamedRow_GivesTheValuesOfThatRowAlone()
    {
        var result = await ExtractAsync("the total of \"invoice INV-2\"".Replace("invoice ", "", StringComparison.Ordinal), """{"total":"number","status":"string","period":"string"}""", AccountPage());

        AssertJson("""{"total":10,"status":null,"period":null}""", result.Data);
    }

    [Fact]
    public async Task Extract_RowNamedByItsWords_GivesItsValues() =>
        AssertJson("""{"total":"10,00 €","date":"2026-02-01"}""", (await ExtractAsync("the total and date of \"INV-2 2026-02-01 10,00\"", null, AccountPage())).Data);

    [Fact]
    public async Task Extract_NamedRowWithoutSchema_GivesTheValueAsShown()
    {
        var result = await ExtractAsync("the total of the invoice INV-2", null, AccountPage());

        AssertJson("""{"total":"10,00 €"}""", result.Data);
    }

    [Fact]
    public async Task Extract_ItemPage_PrefersStructuredDataAndTakesTheRestFromFields()
    {
        var page = Page() with
        {
            Markdown = "# Gel Pen\nA pen.",
            StructuredData = [JsonNode.Parse("""{"@type":"Product","name":"Gel Pen","offers":{"price":"1.80","priceCurrency":"EUR"},"image":"/i/1.svg"}""")!, JsonNode.Parse("""{"@type":"WebSite","name":"The Shop"}""")!],
            Fields = [new PageField("article number", "WR-201"), new PageField("price", "€ 99.00"), new PageField("availability", "Sold out")],
        };

        var result = await ExtractAsync("the product", """{"name":"string","price":"number","currency":"string","sku":"string","image":"url","in_stock":"boolean","weight":"string"}""", page);

        AssertJson("""{"name":"Gel Pen","price":1.8,"currency":"EUR","sku":"WR-201","image":"https://shop.example/i/1.svg","in_stock":false,"weight":null}""", result.Data);
        Assert.Null(result.Problem);
    }

    [Fact]
    public async Task Extract_RequiredPropertyNotOnThePage_IsNullAndAProblem()
    {
        var result = await ExtractAsync("it", """{"type":"object","required":["isbn"],"properties":{"isbn":{"type":"string"},"title":{"type":"string"}}}""", Page() with { Markdown = "# A book" });

        AssertJson("""{"isbn":null,"title":"A book"}""", result.Data);
        Assert.Contains("isbn", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_ListWithoutRequiredColumn_IsNoData()
    {
        var result = await ExtractAsync("it", """{"type":"array","items":{"type":"object","required":["number","tax"],"properties":{"number":{"type":"string"},"tax":{"type":"number"}}}}""", AccountPage());

        Assert.Null(result.Data);
        Assert.Contains("tax", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_GroupByHeading_TakesThatGroup()
    {
        var page = ShopPage();
        page = page with { CardGroups = [new PageCardGroup("Games", page.CardGroups[0].Cards), new PageCardGroup("Books", [Card("Novel", "9", "€ 7.00", "In stock"), Card("Atlas", "8", "€ 70.00", "In stock")])] };

        var result = await ExtractAsync("all products of the category \"Books\"", """[{"name":"string"}]""", page);
        var none = await ExtractAsync("all products of the category \"Music\"", """[{"name":"string"}]""", page);

        AssertJson("""[{"name":"Novel"},{"name":"Atlas"}]""", result.Data);
        Assert.Null(none.Data);
        Assert.Contains("Music", none.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_NavigationBesideCards_IsNotTakenForTheProducts()
    {
        var page = ShopPage();
        page = page with { CardGroups = [new PageCardGroup("", [.. Enumerable.Range(0, 9).Select(i => (IReadOnlyList<PageField>)[new PageField("a", $"Link {i}", $"https://shop.example/{i}")])]), .. page.CardGroups] };

        var result = await ExtractAsync("all products with name and url", """[{"name":"string","url":"url"}]""", page);

        Assert.Equal(2, result.Data!.AsArray().Count);
    }

    [Fact]
    public async Task Extract_OneRecordWantedOfManyShown_IsAProblemAndNoGuess()
    {
        var result = await ExtractAsync("the name and price", """{"name":"string","price":"number"}""", ShopPage() with { Markdown = "# Search results" });

        Assert.Null(result.Data);
        Assert.Contains("2 records", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_HeadingOverManyResults_IsNotTakenForTheNameOfTheFirst()
    {
        PageField[] shown = [new("h1", "Search results for \"pen\""), new("product price p", "€ 1.80")];

        var result = await ExtractAsync("the name and price", """{"name":"string","price":"number"}""", ShopPage() with { Markdown = "# Search results for \"pen\"", Fields = shown });

        Assert.Null(result.Data);
        Assert.Contains("2 records", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_ArticleAboveOthers_IsTheOneOfTheHeading()
    {
        PageField[] shown = [new("h1", "Brush Pen"), new("product price p", "€ 5.60"), new("product availability p", "In stock")];

        var result = await ExtractAsync("the name, price and availability", """{"name":"string","price":"number","availability":"string"}""", ShopPage() with { Markdown = "# Brush Pen", Fields = shown });

        AssertJson("""{"name":"Brush Pen","price":5.6,"availability":"In stock"}""", result.Data);
    }

    [Fact]
    public async Task Extract_OnlySearchResult_IsTheRecord()
    {
        var page = ShopPage() with { Markdown = "# Search results", Fields = [new PageField("logo a", "The Shop", "https://shop.example/"), new PageField("h1", "Search results"), new PageField("product price p", "€ 39.90")], CardGroups = [new PageCardGroup("", [Card("Desk Lamp", "2", "€ 39.90", "In stock")])] };

        AssertJson("""{"name":"Desk Lamp","price":39.9}""", (await ExtractAsync("the name and price", """{"name":"string","price":"number"}""", page)).Data);
    }

    [Fact]
    public async Task Extract_AmountOfAnotherName_IsNotTakenForThePrice()
    {
        var page = Page() with { Markdown = "# Pen", Fields = [new PageField("shipping", "€ 4.90"), new PageField("logo a", "The Shop", "https://shop.example/")] };

        AssertJson("""{"name":"Pen","price":null,"image":null}""", (await ExtractAsync("it", """{"name":"string","price":"number","image":"url"}""", page)).Data);
    }

    [Fact]
    public async Task Extract_OldPrice_IsNotTakenForThePrice()
    {
        var page = Page() with { CardGroups = [new PageCardGroup("", [[new PageField("h3", "A"), new PageField("price old", "€ 5"), new PageField("price", "€ 4")], [new PageField("h3", "B"), new PageField("price", "€ 3")]])] };

        AssertJson("""[{"title":"A","price":4},{"title":"B","price":3}]""", (await ExtractAsync("x", """[{"title":"string","price":1}]""", page)).Data);
    }

    [Fact]
    public async Task Extract_NamesAsPlainList_ComeFromTheBestGroup() =>
        AssertJson("""{"product_names":["Gel Pen","Desk Lamp"]}""", (await ExtractAsync("x", """{"product_names":"string[]"}""", ShopPage())).Data);

    [Fact]
    public async Task Extract_KeysOfAllWithoutSchema_GivesRecordsAsShown() => AssertJson(
        """[{"name":"Gel Pen","price":"€ 1.80"},{"name":"Desk Lamp","price":"€ 1,239.90"}]""",
        (await ExtractAsync("the name and price of all products", null, ShopPage())).Data);

    [Fact]
    public async Task Extract_AllWithoutSchema_GivesWholeRows() => AssertJson(
        """[{"number":"INV-1","date":"2026-03-01","total":"€ 1.234,50","paid":"yes"},{"number":"INV-2","date":"2026-02-01","total":"10,00 €","paid":"no"}]""",
        (await ExtractAsync("all invoices", null, AccountPage())).Data);

    [Fact]
    public async Task Extract_ThingsThatThePageDoesNotHave_IsNoData() =>
        Assert.Null((await ExtractAsync("all flights", null, AccountPage())).Data);

    [Fact]
    public async Task Extract_PageText_IsTheMarkdown() =>
        Assert.Equal("\"# Shop\"", (await ExtractAsync("the text of the page", null, Page() with { Markdown = "# Shop" })).Data!.ToJsonString());

    [Fact]
    public async Task Extract_EveryValue_StandsOnThePage()
    {
        var result = await ExtractAsync("all products", """[{"name":"string","price":"string","color":"string","weight":1,"isbn":"string"}]""", ShopPage());

        Assert.True(result.Data is null || result.Data.AsArray().All(item => item!["color"] is null && item["weight"] is null && item["isbn"] is null));
    }

    private static async Task<ExtractionResult> ExtractAsync(string what, string? schema, PageContent page)
    {
        var run = TaskRun.Queue("o_1", null, new TaskRequest { Prompt = what, Engine = "skyvern-2.0" }, "api", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var normal = schema is null ? null : SchemaNormalizer.Normalize(JsonSerializer.Deserialize<JsonElement>(schema));
        return await new RuleExtractor().ExtractAsync(new ExtractionRequest(run, what, normal, page), CancellationToken.None);
    }

    private static void AssertJson(string expected, JsonNode? actual) => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual?.ToJsonString() ?? "null")), actual?.ToJsonString());

    private static PageContent Page() => new() { Url = "https://shop.example/x", Title = "Shop", Markdown = "" };

    private static PageContent ShopPage() => Page() with { CardGroups = [new PageCardGroup("Writing", [Card("Gel Pen", "1", "€ 1.80", "In stock", "4.3 of 5 stars"), Card("Desk Lamp", "2", "€ 1,239.90", "Sold out", "4.5 of 5 stars")])] };

    private static PageField[] Card(string name, string id, string price, string stock, string rating = "4.0 of 5 stars") =>
    [
        new("product image img", "", $"https://shop.example/i/{id}.svg"),
        new("product name h3 a", name, $"https://shop.example/p/{id}"),
        new("product price p", price),
        new("product rating p", rating),
        new("product availability p", stock),
    ];

    private static PageContent AccountPage() => Page() with
    {
        Tables =
        [
            new PageTable("Invoices", ["Number", "Date", "Total", "Paid"],
            [
                [new("number", "INV-1"), new("date", "2026-03-01"), new("total", "€ 1.234,50"), new("paid", "yes")],
                [new("number", "INV-2"), new("date", "2026-02-01"), new("total", "10,00 €"), new("paid", "no")],
            ]),
        ],
    };
}
