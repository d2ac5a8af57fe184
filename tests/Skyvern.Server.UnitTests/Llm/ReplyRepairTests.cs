using Skyvern.Server.Core.Actions;
using Skyvern.Server.Llm.Replies;

namespace Skyvern.Server.UnitTests.Llm;

public sealed class ReplyRepairTests
{
    private const string Click = """{"act":"click","ref":"e1","mode":"left"}""";
    private const string Back = """{"act":"back"}""";

    /// <summary>A broken reply, and the actions that must be made of it.</summary>
    public static TheoryData<string, string> Repairable => new()
    {
        // Whole, and packed in other things.
        { """{"note":"n","plan":null,"memory":"","goals":[],"do":[{"act":"click","ref":"e1","mode":"left"}]}""", Click },
        { """{"do":[{"act":"click","ref":"e1"}]}""", Click },
        { "```json\n{\"do\":[{\"act\":\"back\"}]}\n```", Back },
        { "Sure! Here it is:\n```\n{\"do\":[{\"act\":\"back\"}]}\n```\nAnything else?", Back },
        { "```json\n{\"do\":[{\"act\":\"back\"}]}", Back },
        { "I will go back. {\"do\":[{\"act\":\"back\"}]} That should help.", Back },
        { "The set {e1, e2} is shown, so {\"do\":[{\"act\":\"back\"}]}", Back },
        { "<think>Maybe {\"do\":[{\"act\":\"read\"}]}? No.</think>{\"do\":[{\"act\":\"back\"}]}", Back },
        { "I should go back first.</think>\n{\"do\":[{\"act\":\"back\"}]}", Back },
        { "{\"do\":[{\"act\":\"back\"}]}<think>was that right", Back },
        { """{"do":[{"act":"back"}]}{"do":[{"act":"read","part":1}]}""", Back },
        { "\uFEFF{\"do\":[{\"act\":\"back\"}]}", Back },
        { "\"{\\\"do\\\":[{\\\"act\\\":\\\"back\\\"}]}\"", Back },

        // Cut off.
        { """{"note":"n","do":[{"act":"click","ref":"e1"},{"act":"fill","fields":[{"ref":"e2","value":"Chr""", Click },
        { """{"note":"n","do":[{"act":"click","ref":"e1"}""", Click },
        { """{"note":"n","do":[{"act":"click","ref":"e1"},""", Click },
        { """{"note":"n","do":[{"act":"click","ref":"e1"},{"act":"cl""", Click },
        { """[{"act":"click","ref":"e1"},{"act":"type","ref":"e2","text":"ab""", Click },
        { """{"step":{"note":"n","do":[{"act":"click","ref":"e1"},{"act":""", Click },
        { """{"do":[{"act":"back"},{"act":"wait","seconds":1""", Back },

        // Not quite JSON.
        { """{"do":[{"act":"back"}],"do":[{"act":"back"}]}""", Back },
        { """{"do":[{"act":"back",},],}""", Back },
        { "{'do':[{'act':'back'}]}", Back },
        { "{\u201Cdo\u201D:[{\u201Cact\u201D:\u201Cback\u201D}]}", Back },
        { "{do:[{act:\"back\"}]}", Back },
        { "{\"note\":\"first\nsecond\",\"do\":[{\"act\":\"back\"}]}", Back },
        { "{\"note\":\"I don't know\tyet\",'do':[{'act':'back'}]}", Back },
        { "{'note': 'it isn't there, I go back', 'do': [{'act': 'back'}]}", Back },
        { "{\"note\":\"He said \"go back\" to me\",\"do\":[{\"act\":\"back\"}]}", Back },
        { """{"plan":None,"goals":[],"do":[{"act":"type","ref":"e3","text":"x","enter":True,"append":False}]}""",
            """{"act":"type","ref":"e3","text":"x","enter":true,"append":false}""" },
        { "{\"note\":\"n\"\n\"do\":[{\"act\":\"back\"}]}", Back },
        { "{\"do\":[{\"act\":\"back\"}] // go back\n}", Back },
        { "{/* plan */\"do\":[{\"act\":\"back\"}]}", Back },
        { """{"do":[{"act":"back"]}""", Back },
        { """{"do":[{"act":"back"}}""", Back },
        { """{"do":[{"act":"back"}}]}""", Back },

        // Other wrappings.
        { """{"step":{"do":[{"act":"back"}]}}""", Back },
        { """[{"act":"back"}]""", Back },
        { """{"act":"back"}""", Back },
        { """{"do":{"act":"back"}}""", Back },
        { """{"actions":[{"act":"back"}]}""", Back },
        { """{"action":[{"go_back":{}}]}""", Back },
        { """{"name":"step","arguments":{"do":[{"act":"back"}]}}""", Back },
        { """{"type":"function","function":{"name":"step","arguments":"{\"do\":[{\"act\":\"back\"}]}"}}""", Back },
        { """{"do":"[{\"act\":\"back\"}]"}""", Back },
        { """[{"note":"n","do":[{"act":"back"}]}]""", Back },

        // Other words.
        { """{"do":[{"action":"click","element":"e1"}]}""", Click },
        { """{"do":[{"type":"click","index":1}]}""", Click },
        { """{"do":[{"action":"click_element","id":"[e1]"}]}""", Click },
        { """{"do":[{"click":{"ref":"E1"}}]}""", Click },
        { """{"do":[{"click":"e1 button \"Send\""}]}""", Click },
        { """{"do":[{"action":"click","params":{"ref":"e1"}}]}""", Click },
        { """{"do":[{"action":{"click":{"element_id":"e1"}}}]}""", Click },
        { """{"do":[{"name":"click","arguments":{"ref":"ref=e1"}}]}""", Click },
        { """{"do":[{"act":"input_text","ref":"e2","input":"Ada"}]}""", """{"act":"type","ref":"e2","text":"Ada","enter":false,"append":false}""" },
        { """{"do":[{"act":"fill","fields":{"e1":"Ada","f2e3":true}}]}""",
            """{"act":"fill","fields":[{"ref":"e1","value":"Ada"},{"ref":"f2e3","value":"true"}]}""" },
        { """{"do":[{"act":"fill","ref":"e1","value":42}]}""", """{"act":"fill","fields":[{"ref":"e1","value":"42"}]}""" },
        { """{"do":[{"act":"fill","fields":[{"element":"e1","text":"Ada"}]}]}""", """{"act":"fill","fields":[{"ref":"e1","value":"Ada"}]}""" },
        { """{"do":[{"act":"select_option","ref":"e4","value":"Germany"}]}""", """{"act":"select","ref":"e4","options":["Germany"]}""" },
        { """{"do":[{"act":"navigate","url":"https://a.example/"}]}""", """{"act":"goto","url":"https://a.example/"}""" },
        { """{"do":[{"act":"press","keys":["Control","A"]}]}""", """{"act":"press","key":"Control+A","ref":null}""" },
        { """{"do":[{"act":"scroll","direction":"down"}]}""", """{"act":"scroll","ref":null,"to":"down"}""" },
        { """{"do":[{"act":"switch_tab","tab_id":2}]}""", """{"act":"tab","op":"switch","id":"t2"}""" },
        { """{"do":[{"act":"wait","seconds":900}]}""", """{"act":"wait","seconds":20,"for":null}""" },
        { """{"do":[{"act":"finish","success":true,"message":"Sent."}]}""", """{"act":"done","status":"completed","reason":"Sent.","output":null,"errors":[]}""" },
        { """{"do":[{"act":"done","status":"completed","reason":"r","output":{"a":1},"errors":null}]}""",
            """{"act":"done","status":"completed","reason":"r","output":"{\"a\":1}","errors":[]}""" },
        { """{"do":[{"act":"done","status":"completed","reason":"r","output":"four euros"}]}""",
            """{"act":"done","status":"completed","reason":"r","output":"\"four euros\"","errors":[]}""" },

        // Words of other agents, and the actions that need more than a ref.
        { """{"do":[{"act":"check","ref":"e4"}]}""", """{"act":"fill","fields":[{"ref":"e4","value":"true"}]}""" },
        { """{"do":[{"action_type":"CHECKBOX","id":"e4","is_checked":false}]}""", """{"act":"fill","fields":[{"ref":"e4","value":"false"}]}""" },
        { """{"do":[{"act":"uncheck","ref":"e4"}]}""", """{"act":"fill","fields":[{"ref":"e4","value":"false"}]}""" },
        { """{"do":[{"click_element_by_index":{"index":1}}]}""", Click },
        { """{"do":[{"name":"browser_click","arguments":{"element":"Send","ref":"e1"}}]}""", Click },
        { """{"do":[{"name":"browser_navigate_back","arguments":{}}]}""", Back },
        { """{"do":[{"act":"mouse_over","ref":"e1"}]}""", """{"act":"hover","ref":"e1"}""" },
        { """{"do":[{"act":"drag_and_drop","source":"e1","target":"e2"}]}""", """{"act":"drag","ref":"e1","to_ref":"e2"}""" },
        { """{"do":[{"act":"drag","ref":"e1","to":"f1e2"}]}""", """{"act":"drag","ref":"e1","to_ref":"f1e2"}""" },
        { """{"do":[{"act":"upload_file","index":7,"path":"cv.pdf"}]}""", """{"act":"upload","ref":"e7","file":"cv.pdf"}""" },
        { """{"do":[{"act":"browser_file_upload","ref":"e7","paths":["cv.pdf"]}]}""", """{"act":"upload","ref":"e7","file":"cv.pdf"}""" },
        { """{"do":[{"act":"take_screenshot"}]}""", """{"act":"look"}""" },
        { """{"do":[{"look":{}}]}""", """{"act":"look"}""" },
        { """{"do":[{"act":"click_at","x":10.4,"y":"20"}]}""", """{"act":"click_at","x":10,"y":20}""" },
        { """{"do":[{"action":"left_click","coordinate":[10,20]}]}""", """{"act":"click_at","x":10,"y":20}""" },
        { """{"do":[{"type":"click","x":10,"y":20,"button":"left"}]}""", """{"act":"click_at","x":10,"y":20}""" },
        { """{"do":[{"act":"verification_code","ref":"e3"}]}""", """{"act":"otp","ref":"e3"}""" },
        { """{"do":[{"act":"login","credential":"shop"}]}""", """{"act":"login","credential":"shop"}""" },
        { """{"do":[{"login":"shop"}]}""", """{"act":"login","credential":"shop"}""" },
        { """{"do":[{"act":"solve_captcha"}]}""", """{"act":"captcha"}""" },

        // Partly valid: what stands before the first invalid action is kept.
        { """{"do":[{"act":"click","ref":"e1"},{"act":"click","ref":"the button"},{"act":"back"}]}""", Click },
        { """{"do":[{"act":"click","ref":"e1"},{"act":"dance"}]}""", Click },
        { """{"do":[{"act":"click","ref":"e1"},"back"]}""", Click },
        { """{"do":[{"act":"click","ref":"e1"},{"act":"done","status":"completed","reason":"sure"}]}""", Click },
        { """{"do":[{"act":"done","status":"completed","reason":"sure"},{"act":"click","ref":"e1"}]}""", Click },
    };

    /// <summary>Replies of which nothing may be made.</summary>
    public static TheoryData<string> Hopeless =>
    [
        "", "   ", "I cannot help with that.", "{}", "[]", "null", "42", """{"do":[]}""", """{"note":"thinking"}""", "[1] is the first link.",
        """{"do":[{"act":"dance"}]}""", """{"do":[{"act":"click"}]}""", """{"do":[{"act":"click","ref":"Send"}]}""",
        """{"do":[{"act":"click","ref":"bad"},{"act":"click","ref":"e5"}""", """{"do":[{"act":"done","reason":"over"}]}""", """{"act":"done","status":"completed","reas""", """{"act":"fill","fields":[{"ref":"e1","value":"Chr""",
        """{"do":[{"act":"fill","fields":[{"ref":"e1","value":"a"},{"ref":"name","value":"b"}]}]}""", "<think>I wonder {\"do\":[{\"act\":\"back\"}]}",
        new('[', 5000), "{\"do\":" + new string('{', 5000),
    ];

    [Theory]
    [MemberData(nameof(Repairable))]
    public void Read_BrokenReply_KeepsItsActions(string reply, string actions)
    {
        var (plan, problem) = ReplyRepair.Read(reply);

        Assert.Null(problem);
        Assert.Contains($"\"do\":[{actions}]", StepWriter.Write(plan!), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Hopeless))]
    public void Read_ReplyWithoutAction_SaysWhatIsWrong(string reply)
    {
        var (plan, problem) = ReplyRepair.Read(reply);

        Assert.Null(plan);
        Assert.False(string.IsNullOrEmpty(problem));
    }

    [Fact]
    public void Read_WholeReply_KeepsNoteMemoryPlanAndGoals()
    {
        var (plan, _) = ReplyRepair.Read(
            """{"note":"n","plan":["a","b"],"memory":"m","goals":[{"i":0,"ok":true},{"i":1,"ok":false}],"do":[{"act":"back"}]}""");

        Assert.Equal("n", plan!.Note);
        Assert.Equal("m", plan.Memory);
        Assert.Equal(["a", "b"], plan.Subgoals!);
        Assert.Equal([(0, true), (1, false)], plan.Goals.Select(goal => (goal.Index, goal.Ok)));
    }

    [Theory]
    [InlineData("""{"do":[{"act":"drag","ref":"e1"}]}""", "the action drag needs ref, to_ref")]
    [InlineData("""{"do":[{"act":"click_at","x":4}]}""", "the action clickat needs x, y")]
    [InlineData("""{"do":[{"act":"upload","ref":"e1"}]}""", "the action upload needs ref, file")]
    [InlineData("""{"do":[{"act":"login"}]}""", "the action login needs credential")]
    public void Read_ActionLacksAValue_NamesWhatItNeeds(string reply, string words)
    {
        Assert.StartsWith(words, ReplyRepair.Read(reply).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwelveActions_KeepsEight()
    {
        var many = string.Join(',', Enumerable.Range(1, 12).Select(number => $$"""{"act":"click","ref":"e{{number}}"}"""));

        var (plan, _) = ReplyRepair.Read($$"""{"do":[{{many}}]}""");

        Assert.Equal(8, plan!.Actions.Count);
        Assert.Equal("e8", Assert.IsType<ClickAction>(plan.Actions[^1]).Ref);
    }

    [Fact]
    public void Read_CutAtAnyPlace_NeverInventsAnAction()
    {
        const string whole = """
            {"note":"n, \"x\" {","plan":["p"],"memory":"","goals":[{"i":0,"ok":true}],"do":[{"act":"fill","fields":[{"ref":"e1","value":"a}b"},{"ref":"e2","value":"c"}]},{"act":"click","ref":"e12","mode":"left"}]}
            """;
        string[] allowed =
        [
            """[{"act":"fill","fields":[{"ref":"e1","value":"a}b"},{"ref":"e2","value":"c"}]}]""",
            """[{"act":"fill","fields":[{"ref":"e1","value":"a}b"},{"ref":"e2","value":"c"}]},{"act":"click","ref":"e12","mode":"left"}]""",
        ];

        for (var length = 0; length < whole.Length; length++)
        {
            if (ReplyRepair.Read(whole[..length]).Plan is { } plan)
            {
                var read = StepWriter.Write(plan);
                Assert.True(Array.Exists(allowed, actions => read.EndsWith($"\"do\":{actions}}}", StringComparison.Ordinal)), $"{whole[..length]}\n{read}");
                Assert.Equal("n, \"x\" {", plan.Note);
            }
        }
    }

    [Fact]
    public void Write_EveryAction_IsReadBackTheSame()
    {
        BrowserAction[] actions =
        [
            new ClickAction("e1", ClickMode.Double), new FillAction([new FieldValue("e1", "a\"b\n"), new FieldValue("f1e2", "")]), new TypeAction("e3", "x", true, true),
            new SelectAction("e4", ["a", "b"]), new PressAction("Enter", "e5"), new ScrollAction("bottom", "e6"), new GoToAction("https://a.example/?q=1&b=2"),
            new BackAction(), new TabAction(TabOperation.Open, "https://a.example/"), new TabAction(TabOperation.Close), new WaitAction(3, "Done"),
            new HoverAction("e1"), new DragAction("e1", "f1e2"), new UploadAction("e7", "cv.pdf"), new LookAction(), new ClickAtAction(10, 20),
            new OtpAction("e3"), new LoginAction("shop"), new CaptchaAction(), new FindAction("Total"), new ReadAction(2), new ExtractAction("all rows"), new DoneAction(DoneStatus.Terminated, "r", """{"a":"ü"}""", ["CODE"]),
        ];

        foreach (var action in actions)
        {
            var written = StepWriter.Write(new Core.Engine.StepPlan([action]));

            Assert.Equal(written, StepWriter.Write(ReplyRepair.Read(written).Plan!));
        }
    }
}
