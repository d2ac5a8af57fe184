using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Engine.Rules;
using Skyvern.Server.Llm.Extraction;
using Skyvern.Server.Testing;
using MicrosoftOptions = Microsoft.Extensions.Options.Options;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class LlmExtractorTests
{
    private static readonly JsonElement Products = JsonDocument.Parse(
        """{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"url":{"type":"string"}},"required":["name"]}}""").RootElement;

    [Fact]
    public async Task Extract_RulesFindEverything_AsksNoModel()
    {
        await using var rig = await LlmRig.StartAsync("{}");

        var result = await Extract(rig, "all products", Products, Table(["Name", "Link"], ["Lamp", "to the lamp"], ["Chair", "to the chair"]), new RuleExtractor());

        Assert.Equal(
            """[{"name":"Lamp","url":"https://shop.example/1"},{"name":"Chair","url":"https://shop.example/2"}]""", result.Data!.ToJsonString());
        Assert.Empty(rig.Stub.Requests);
        Assert.Equal(0, result.Usage.Calls);
    }

    [Fact]
    public async Task Extract_StructuredDataHoldsTheRecord_AsksNoModel()
    {
        await using var rig = await LlmRig.StartAsync("{}");
        var page = new PageContent
        {
            Url = "https://shop.example/1", Title = "Lamp", Markdown = "# Lamp",
            StructuredData = [JsonNode.Parse("""{"@type":"Product","name":"Lamp","sku":"L-1","offers":{"@type":"Offer","price":"13.90"}}""")!],
        };

        var result = await Extract(rig, "the product", Schema("""{"type":"object","properties":{"name":{"type":"string"},"price":{"type":"number"}}}"""), page, new RuleExtractor());

        Assert.Equal("""{"name":"Lamp","price":13.9}""", result.Data!.ToJsonString());
        Assert.Empty(rig.Stub.Requests);
    }

    [Theory]
    [InlineData("""{"name":{"type":"string"},"weight":{"type":"number"}}""", "")]
    [InlineData("""{"name":{"type":"string"},"weight":{"type":"number"}}""", ""","required":["name"]""")]
    public async Task Extract_RulesKnowNoValueOfAProperty_AsksTheModel(string properties, string required)
    {
        await using var rig = await LlmRig.StartAsync("""{"data":[{"name":"Lamp","weight":2}]}""");
        var schema = Schema($$$"""{"type":"array","items":{"type":"object","properties":{{{properties}}}{{{required}}}}}""");

        var result = await Extract(rig, "all products", schema, Table(["Name", "Mass"], ["Lamp", "2 kg"], ["Chair", "5 kg"]), new RuleExtractor());

        Assert.Equal("""[{"name":"Lamp","weight":2}]""", result.Data!.ToJsonString());
        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task Extract_TwoListsAnswerAlike_AsksTheModelWhichIsMeant()
    {
        await using var rig = await LlmRig.StartAsync("""{"data":[{"name":"Lamp","url":null}]}""");
        var page = Table(["Name", "Link"], ["Lamp", "a"], ["Chair", "b"]);
        page = page with { Tables = [.. page.Tables, .. Table(["Name", "Link"], ["Rug", "c"], ["Sofa", "d"], ["Bed", "e"]).Tables] };

        await Extract(rig, "all products", Products, page, new RuleExtractor());

        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task Extract_ValuesFromDifferentPlaces_AsksTheModel()
    {
        await using var rig = await LlmRig.StartAsync("""{"data":{"name":"Lamp","price":13.9}}""");
        var page = new PageContent
        {
            Url = "https://shop.example/1", Title = "Lamp", Markdown = "# Lamp", Fields = [new PageField("price", "13.90 €")],
            Meta = new Dictionary<string, string> { ["og:name"] = "Shop of lamps" },
        };

        await Extract(rig, "the product", Schema("""{"type":"object","properties":{"name":{"type":"string"},"price":{"type":"number"}}}"""), page, new RuleExtractor());

        Assert.Single(rig.Stub.Requests);
    }

    [Fact]
    public async Task Extract_TextForASchema_LeavesTheFormToTheModel()
    {
        await using var rig = await LlmRig.StartAsync("""{"data":[{"name":"Lamp"}]}""");

        var result = await Extract(rig, "first", Schema("""{"$schema":"x","description":"a list of products"}"""), new PageContent { Url = "u", Title = "t", Markdown = "Lamp" });

        Assert.Equal("""[{"name":"Lamp"}]""", result.Data!.ToJsonString());
        Assert.Equal("json_object", rig.Stub.Requests[0].Mode);
        Assert.Contains("a list of products", rig.Stub.Requests[0].LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_NestedNullableAndEnum_AreAskedForAndMerged()
    {
        await using var rig = await LlmRig.StartAsync(request => StubOpenAiReply.Of(request.Number == 1
            ? """{"data":{"shop":"A","state":null,"orders":[{"no":1,"lines":[{"sku":"x"}]}]}}"""
            : """{"data":{"shop":null,"state":"open","orders":[{"no":2,"lines":[]}]}}"""));
        var schema = Schema(
            """{"type":"object","properties":{"shop":{"type":["string","null"]},"state":{"enum":["open","closed"]},"orders":{"type":"array","items":{"type":"object","properties":{"no":{"type":"integer"},"lines":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"string","format":"uuid"}}}}}}}}}""");
        var markdown = string.Join('\n', Enumerable.Range(1, 1000).Select(number => $"order {number} with a description of some length"));

        var result = await Extract(rig, "first", schema, new PageContent { Url = "u", Title = "t", Markdown = markdown });

        Assert.Equal("""{"shop":"A","state":"open","orders":[{"no":1,"lines":[{"sku":"x"}]},{"no":2,"lines":[]}]}""", result.Data!.ToJsonString());
        Assert.True(rig.Stub.Requests[0].IsStrict);
    }

    [Fact]
    public async Task Extract_TableOverTwoParts_NamesItsColumnsInBoth()
    {
        await using var rig = await LlmRig.StartAsync("""{"data":[]}""");
        var rows = Enumerable.Range(1, 900).Select(number => $"| product {number} | a description of some length |");
        var markdown = string.Join('\n', ["# Stock", "", "| Name | About |", "| --- | --- |", .. rows]);

        await Extract(rig, "first", Products, new PageContent { Url = "u", Title = "t", Markdown = markdown });

        Assert.Equal(2, rig.Stub.Requests.Count);
        Assert.All(rig.Stub.Requests, request => Assert.Matches(@"# Stock\n\n?\| Name \| About \|\n\| --- \| --- \|\n\| product \d+ \|", request.LastText));
        Assert.Equal(900, rig.Stub.Requests.Sum(request => request.LastText.Split("| product ").Length - 1));
    }

    [Fact]
    public async Task Extract_HugePage_SaysHowMuchWasRead()
    {
        await using var rig = await LlmRig.StartAsync("""{"data":[{"name":"A","url":null}]}""");
        var markdown = string.Join('\n', Enumerable.Range(1, 6000).Select(number => $"product {number} with a description of some length"));

        var result = await Extract(rig, "first", Products, new PageContent { Url = "u", Title = "t", Markdown = markdown });

        Assert.Equal(8, rig.Stub.Requests.Count);
        Assert.Matches(@"^only the first 8 of \d+ parts of the page were read$", result.Problem!);
    }

    [Theory]
    [InlineData("the 3 cheapest products", null)]
    [InlineData("all products", "name is missing")]
    public async Task Extract_RulesMayBeWrong_AsksTheModel(string what, string? problem)
    {
        await using var rig = await LlmRig.StartAsync("""{"data":[{"name":"Lamp","url":null}]}""");
        var rules = new FixedExtractor(new ExtractionResult(new JsonArray("found"), problem));

        var result = await Extract(rig, what, Products, new PageContent { Url = "u", Title = "t", Markdown = "Lamp" }, rules);

        Assert.Equal("""[{"name":"Lamp","url":null}]""", result.Data!.ToJsonString());
        Assert.Null(result.Problem);
        var request = Assert.Single(rig.Stub.Requests);
        Assert.True(request is { IsExtraction: true, IsStrict: true, Mode: "json_schema" });
        Assert.Equal(4000, request.Body["max_tokens"]!.GetValue<int>());
    }

    [Fact]
    public async Task Extract_Links_AreThePagesOwnAndInventedOnesAreRemoved()
    {
        await using var rig = await LlmRig.StartAsync(
            """{"data":[{"name":"#2","url":"link:1"},{"name":"B","url":"#2"},{"name":"C","url":"link:9"},{"name":"D","url":"https://evil.example/x"},{"name":"E","url":"https://shop.example/seen"}]}""");
        var page = new PageContent
        {
            Url = "https://shop.example/", Title = "t", Markdown = "[A](#1) [B](#2) see https://shop.example/seen, order #2",
            Links = ["https://shop.example/a", "https://shop.example/b"],
        };

        var result = await Extract(rig, "first", Products, page);

        Assert.Equal(
            """[{"name":"#2","url":"https://shop.example/a"},{"name":"B","url":"https://shop.example/b"},{"name":"C","url":null},{"name":"D","url":null},{"name":"E","url":"https://shop.example/seen"}]""",
            result.Data!.ToJsonString());
        Assert.Equal("2 addresses that the page does not have were removed", result.Problem);
        Assert.Contains("[A](link:1)", rig.Stub.Requests[0].LastText, StringComparison.Ordinal);
        Assert.Contains("order #2", rig.Stub.Requests[0].LastText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_LongPage_IsReadInPartsAndMergedByCode()
    {
        await using var rig = await LlmRig.StartAsync(request => StubOpenAiReply.Of($$"""{"data":[{"name":"from request {{request.Number}}","url":null}]}"""));
        var markdown = string.Join('\n', Enumerable.Range(1, 1500).Select(number => $"| product {number} | a description of some length |"));

        var result = await Extract(rig, "first", Products, new PageContent { Url = "u", Title = "t", Markdown = markdown });

        Assert.Equal(3, rig.Stub.Requests.Count);
        Assert.Equal(3, result.Data!.AsArray().Count);
        Assert.Equal(3, result.Usage.Calls);
        Assert.All(rig.Stub.Requests, request => Assert.InRange(request.LastText.Length, 1000, 28_500));
        Assert.Contains("PART 3/3. 2 entries from earlier parts are already kept.", rig.Stub.Requests[2].LastText, StringComparison.Ordinal);
        var sent = string.Concat(rig.Stub.Requests.Select(request => request.LastText));
        Assert.All([1, 700, 1500], number => Assert.Contains($"| product {number} |", sent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Extract_WithoutSchema_TakesAnyObject()
    {
        await using var rig = await LlmRig.StartAsync("""{"title":"Shop"}""");

        var result = await Extract(rig, "the title", null, new PageContent { Url = "u", Title = "t", Markdown = "# Shop" });

        Assert.Equal("""{"title":"Shop"}""", result.Data!.ToJsonString());
        Assert.Equal("json_object", rig.Stub.Requests[0].Mode);
    }

    [Fact]
    public async Task Extract_AnswerUnreadable_AsksOnceMoreThenSaysSo()
    {
        await using var rig = await LlmRig.StartAsync("There is nothing.");

        var result = await Extract(rig, "first", Products, new PageContent { Url = "u", Title = "t", Markdown = "m" });

        Assert.Null(result.Data);
        Assert.Contains("no data that could be read", result.Problem, StringComparison.Ordinal);
        Assert.Equal(2, result.Usage.Calls);
    }

    [Fact]
    public async Task Extract_NothingThere_IsAProblemAndNoData()
    {
        await using var rig = await LlmRig.StartAsync("""{"data":[{"name":null,"url":null}]}""");

        var result = await Extract(rig, "first", Products, new PageContent { Url = "u", Title = "t", Markdown = "m" });

        Assert.Null(result.Data);
        Assert.Equal("the page holds no such data", result.Problem);
    }

    [Fact]
    public async Task Extract_AnswerCutAtItsLimit_KeepsWholeEntriesAndSaysSo()
    {
        await using var rig = await LlmRig.StartAsync(
            _ => StubOpenAiReply.Of("""{"data":[{"name":"A","url":null},{"name":"B","ur""") with { FinishReason = "length" });

        var result = await Extract(rig, "first", Products, new PageContent { Url = "u", Title = "t", Markdown = "m" });

        Assert.Equal("""[{"name":"A","url":null}]""", result.Data!.ToJsonString());
        Assert.Contains("cut at its limit", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Extract_PageTooLongForTheModel_IsReadInSmallerParts()
    {
        await using var rig = await LlmRig.StartAsync("""{"data":[{"name":"A","url":null}]}""");
        rig.Stub.First(StubOpenAiReply.ContextTooLong());
        var markdown = string.Join('\n', Enumerable.Range(1, 500).Select(number => $"| product {number} | a description of some length |"));

        var result = await Extract(rig, "first", Products, new PageContent { Url = "u", Title = "t", Markdown = markdown });

        Assert.NotNull(result.Data);
        Assert.Null(result.Problem);
        Assert.Contains("PART 2/2.", rig.Stub.Requests[2].LastText, StringComparison.Ordinal);
    }

    private static Task<ExtractionResult> Extract(LlmRig rig, string what, JsonElement? schema, PageContent page, IDataExtractor? rules = null) =>
        new LlmExtractor(rules ?? new FixedExtractor(new ExtractionResult(null, "none")), rig.Client, MicrosoftOptions.Create(rig.Options))
            .ExtractAsync(new ExtractionRequest(rig.Run, what, schema, page), CancellationToken.None);

    private static JsonElement Schema(string json) => JsonDocument.Parse(json).RootElement;

    private static PageContent Table(string[] columns, params string[][] rows) => new()
    {
        Url = "https://shop.example/", Title = "Shop", Markdown = "# Shop",
        Tables = [new PageTable("", columns, [.. rows.Select((row, number) => (IReadOnlyList<PageField>)
            [.. row.Select((cell, column) => new PageField(columns[column].ToLowerInvariant(), cell, columns[column] == "Link" ? $"https://shop.example/{number + 1}" : null))])])],
    };

    private sealed class FixedExtractor(ExtractionResult result) : IDataExtractor
    {
        public Task<ExtractionResult> ExtractAsync(ExtractionRequest request, CancellationToken cancellationToken) => Task.FromResult(result);
    }
}
