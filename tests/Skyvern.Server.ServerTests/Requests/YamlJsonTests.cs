using System.Text;
using Skyvern.Server.Requests;

namespace Skyvern.Server.ServerTests.Requests;

public sealed class YamlJsonTests
{
    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: 1.5\nb: -2\nc: 1e3", """{"a":1.5,"b":-2,"c":1000}""")]
    [InlineData("a: true\nb: False\nc: yes", """{"a":true,"b":false,"c":"yes"}""")]
    [InlineData("a:\nb: ~\nc: null", """{"a":null,"b":null,"c":null}""")]
    [InlineData("a: '1'\nb: \"true\"\nc: 1.2.3\nd: 0x", """{"a":"1","b":"true","c":"1.2.3","d":"0x"}""")]
    [InlineData("- a\n- [b, {c: d}]", """["a",["b",{"c":"d"}]]""")]
    [InlineData("text: |\n  two\n  lines\nfolded: >-\n  one\n  line", """{"text":"two\nlines\n","folded":"one line"}""")]
    [InlineData("a: \"{{ b }}\" # said", """{"a":"{{ b }}"}""")]
    [InlineData("{\"a\": [1, null]}", """{"a":[1,null]}""")]
    public void Parse_PlainYaml_GivesItsJson(string yaml, string json)
    {
        var (found, problem) = YamlJson.Parse(yaml);

        Assert.Null(problem);
        Assert.Equal(json, found!.Value.GetRawText().Replace("\\u002B", "+"));
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "&a [x, x]", "anchors, aliases and tags" },
        { "a: &a [x]\nb: [*a, *a]", "anchors, aliases and tags" },
        { "a: !!python/object:os.system x", "anchors, aliases and tags" },
        { "a: !<tag:yaml.org,2002:str> 1", "anchors, aliases and tags" },
        { "? [a, b]\n: c", "a key must be a text" },
        { "a: 1\na: 2", "twice" },
        { "a: 1\n---\nb: 2", "only one document" },
        { "a: [1, 2", "line" },
        { "a: {{ b }}", "a key must be a text" },
        { new string('[', 5000), "levels" },
        { new StringBuilder().Insert(0, "- x\n", 30_000).ToString(), "20000 values" },
    };

    [Theory, MemberData(nameof(Hostile))]
    public void Parse_WhatIsNoPlainData_IsRefusedWithAPlace(string yaml, string expected)
    {
        var (found, problem) = YamlJson.Parse(yaml);

        Assert.Null(found);
        Assert.Contains(expected, problem, StringComparison.OrdinalIgnoreCase);
    }
}
