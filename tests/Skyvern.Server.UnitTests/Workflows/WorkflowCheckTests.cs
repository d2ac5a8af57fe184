using Skyvern.Server.Core.Workflows;
using static Skyvern.Server.UnitTests.Workflows.Definitions;

namespace Skyvern.Server.UnitTests.Workflows;

public sealed class WorkflowCheckTests
{
    [Fact]
    public void Problems_ReferencesToParametersAndEarlierOutputs_AreNone() =>
        Assert.Empty(WorkflowCheck.Problems(Of(
            ["product", "größe"],
            Block("find", "Search for {{ product }} in {{größe}}"),
            Block("order", "Order {{ find_output.items[0].name }} or {{ find_output['name'] }}") with { ParameterKeys = ["product", "find_output"] })));

    public static TheoryData<string, WorkflowDefinition> Wrong => new()
    {
        { "parameters 0 key: Must consist of letters", Of(["a b"], Block("x")) },
        { "parameters 0 key: Must consist of letters", Of(["1a"], Block("x")) },
        { "parameters 1 key: a is used more than once", Of(["a", "a"], Block("x")) },
        { "blocks 0 label: Must consist of letters", Of([], Block("my-block")) },
        { "blocks 0 label: Must consist of letters", Of([], Block("")) },
        { "blocks 1 label: x is used more than once", Of([], Block("x"), Block("x")) },
        { "blocks 0 label: The output of this block would be called x_output", Of(["x_output"], Block("x")) },
        { "blocks 0 next_block_label: There is no block y", Of([], Block("x", next: "y")) },
        { "blocks 0 next_block_label: Leads back to x, in a circle", Of([], Block("x", next: "x")) },
        { "blocks 1 next_block_label: Leads back to a, in a circle", Of([], Block("a", next: "b"), Block("b", next: "a")) },
        { "blocks 2 label: No next_block_label leads here", Of([], Block("a", next: "b"), Block("b"), Block("c")) },
        { "blocks 0 navigation_goal: nothing is neither", Of([], Block("x", "Find {{ nothing }}")) },
        { "blocks 0 navigation_goal: b_output is neither", Of([], Block("a", "{{ b_output }}"), Block("b")) },
        { "blocks 0 navigation_goal: a_output is neither", Of([], Block("a", "{{ a_output }}")) },
        { "blocks 0 navigation_goal: {{ key | upper }} is no plain reference", Of(["key"], Block("x", "{{ key | upper }}")) },
        { "blocks 0 navigation_goal: {% if key %} is no plain reference", Of(["key"], Block("x", "{% if key %}")) },
        { "blocks 0 url: nothing is neither", Of([], Block("x") with { Url = "https://{{ nothing }}/" }) },
        { "blocks 0 parameter_keys: nothing is neither", Of(["key"], Block("x") with { ParameterKeys = ["nothing"] }) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void Problems_DefinitionThatCouldNotRun_SaysWhereAndWhy(string expected, WorkflowDefinition definition)
    {
        var problem = Assert.Single(WorkflowCheck.Problems(definition));

        Assert.StartsWith(expected, $"{problem.List} {problem.Index} {problem.Field}: {problem.Message}");
    }

    [Fact]
    public void Problems_BlocksInAnotherOrderThanWritten_MayUseWhatRunsBefore() =>
        Assert.Empty(WorkflowCheck.Problems(Of([], Block("second", "Use {{ first_output }}"), Block("first", next: "second"))));
}
