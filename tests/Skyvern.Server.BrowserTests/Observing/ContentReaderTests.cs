using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Observing;

[Collection(SharedBrowserCollection.Name)]
public sealed class ContentReaderTests(SharedBrowser browser)
{
    [Fact]
    public async Task Read_ShopOf60_GivesEachCardsFields()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(FixturePages.Shop());

        var content = await tab.ReadContentAsync();

        var group = content.CardGroups[0];
        Assert.Equal("Lamps", group.Heading);
        Assert.Equal(60, group.Cards.Count);
        var card = group.Cards[41];
        Assert.Equal("Lamp model 42", Assert.Single(card, field => field.Key.StartsWith("product name", StringComparison.Ordinal)).Text);
        Assert.Equal("52.90 €", Assert.Single(card, field => field.Key.StartsWith("product price", StringComparison.Ordinal)).Text);
        Assert.Equal(tab.Site.Address("/p/42"), Assert.Single(card, field => field.Key.StartsWith("product name", StringComparison.Ordinal)).Href);
    }

    [Fact]
    public async Task Read_Table_GivesRowsByColumn()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync(FixturePages.Table(rows: 30));

        var content = await tab.ReadContentAsync();

        var table = Assert.Single(content.Tables);
        Assert.Equal(["Name", "E-mail", "Joined", "Actions"], table.Columns);
        Assert.Equal(30, table.Rows.Count);
        Assert.Equal(new PageField("e-mail", "person7@example.org"), table.Rows[6][1]);
        Assert.Equal(tab.Site.Address("/people/7"), table.Rows[6][3].Href);
    }

    [Fact]
    public async Task Read_Facts_ArePairsOfLabelAndValue()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <dl><dt>Weight</dt><dd>3 kg</dd></dl>
            <table><tr><th>Colour</th><td>red</td></tr><tr><th>Size</th><td>L</td></tr></table>
            <p><b>Opening hours:</b> 9 to 5</p><span itemprop="sku">A-1</span><p class="stock-note">In stock</p>
            <script type="application/ld+json">{"@type":"Product","name":"Shirt"}</script>
            <div itemscope itemtype="https://schema.org/Offer"><span itemprop="price" content="9.50">9,50 EUR</span></div>
            """);

        var content = await tab.ReadContentAsync();

        string Value(string key) => content.Fields.First(field => field.Key == key || field.Key.StartsWith(key + " ", StringComparison.Ordinal)).Text;
        Assert.Equal("3 kg", Value("weight"));
        Assert.Equal("L", Value("size"));
        Assert.Equal("9 to 5", Value("opening hours"));
        Assert.Equal("A-1", Value("sku"));
        Assert.Equal("In stock", Value("stock note"));
        Assert.Equal("Shirt", content.StructuredData[0]["name"]!.ToString());
        Assert.Equal("9.50", content.StructuredData[1]["price"]!.ToString());
    }

    [Fact]
    public async Task Read_Page_IsMarkdownWithNumberedLinks()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <h1>Title</h1><p>See <a href="/a">the <b>terms</b></a> and <a href="/b">help</a>.</p><ul><li>One</li><li>Two <a href="/a">again</a></li></ul>
            <table><tr><th>K</th><th>V</th></tr><tr><td>a|b</td><td>2</td></tr></table><p hidden>secret</p><p style="display:none">gone</p>
            """);

        var content = await tab.ReadContentAsync();

        Assert.Equal(
            """
            # Title

            See [the terms](#1) and [help](#2).

            - One
            - Two [again](#1)

            | K | V |
            | --- | --- |
            | a\|b | 2 |
            """.ReplaceLineEndings("\n"),
            content.Markdown);
        Assert.Equal([tab.Site.Address("/a"), tab.Site.Address("/b")], content.Links);
    }
}
