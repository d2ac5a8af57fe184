using System.Text.Json;
using Skyvern.Server.Core.Workflows;

namespace Skyvern.Server.UnitTests.Workflows;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("no places { here }", "no places { here }")]
    [InlineData("{{name}} and {{ name }}", "Zoë and Zoë")]
    [InlineData("{{ count }}, {{ flag }}, {{ price }}", "3, true, 1.5")]
    [InlineData("{{ data.items[1].id }} {{ data['a b'] }} {{ data.items.0.id }}", "two x one")]
    [InlineData("{{ data.items }}", """[{"id":"one"},{"id":"two"}]""")]
    [InlineData("{{ find_output.price }} = {{ find_output.extracted_information.price }}", "9.5 = 9.5")]
    [InlineData("{{ find_output }}", """{"price":9.5,"left":null}""")]
    [InlineData("{{ find_output.status }} {{ find_output.task_id }}", "completed tsk_1")]
    [InlineData("{{ list_output[0] }}", "first")]
    public void Fill_DefinedPlaces_PutsTheirValuesIn(string text, string expected) => Assert.Equal(expected, Template.Fill(text, Values()));

    [Fact]
    public void Fill_ValueThatLooksLikeATemplate_IsNotFilledAgain() =>
        Assert.Equal("{{ name }}", Template.Fill("{{ braces }}", Values()));

    [Theory]
    [InlineData("{{ nothing }}", "{{ nothing }} is not defined: there is no parameter nothing")]
    [InlineData("{{ data.none }}", "{{ data.none }} is not defined: there is no none.")]
    [InlineData("{{ data.items[7].id }}", "there is no 7.")]
    [InlineData("{{ find_output.none }}", "there is no none.")]
    [InlineData("{{ find_output.left }}", "{{ find_output.left }} has no value")]
    [InlineData("{{ empty_output }}", "{{ empty_output }} has no value")]
    [InlineData("{{ name | upper }}", "is no plain reference")]
    public void Fill_PlaceWithoutAValue_SaysWhich(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<TemplateException>(() => Template.Fill(text, Values())).Message, StringComparison.Ordinal);

    [Fact]
    public void Fill_Json_FillsTextsAndKeepsTheKindOfAWholePlace()
    {
        var json = JsonElement.Parse("""{"a": "{{ count }}", "b": ["n: {{ count }}", 1, null], "c": "{{ data }}"}""");

        var filled = Template.Fill(json, Values());

        Assert.Equal(
            """{"a":3,"b":["n: 3",1,null],"c":{"items":[{"id":"one"},{"id":"two"}],"a b":"x"}}""", filled.GetRawText());
    }

    private static WorkflowValues Values()
    {
        var values = new WorkflowValues(new Dictionary<string, JsonElement>
        {
            ["name"] = JsonSerializer.SerializeToElement("Zoë"),
            ["braces"] = JsonSerializer.SerializeToElement("{{ name }}"),
            ["count"] = JsonElement.Parse("3"),
            ["price"] = JsonElement.Parse("1.5"),
            ["flag"] = JsonElement.Parse("true"),
            ["data"] = JsonElement.Parse("""{"items":[{"id":"one"},{"id":"two"}],"a b":"x"}"""),
        });
        values.Add(Definitions.Block("find"), JsonElement.Parse("""{"task_id":"tsk_1","status":"completed","extracted_information":{"price":9.5,"left":null}}"""));
        values.Add(Definitions.Block("list"), JsonElement.Parse("""{"task_id":"tsk_2","status":"completed","extracted_information":["first"]}"""));
        values.Add(Definitions.Block("empty"), JsonElement.Parse("""{"task_id":"tsk_3","status":"completed","extracted_information":null}"""));
        return values;
    }
}
