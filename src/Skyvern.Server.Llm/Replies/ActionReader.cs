using System.Text.Json;
using System.Text.Json.Nodes;
using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Llm.Replies;

/// <summary>Reads one action of a reply, with the defaults of the looser modes and the synonyms that models use.</summary>
internal static class ActionReader
{
    private static readonly string[] RefNames = ["ref", "element", "elementid", "elementref", "index", "id", "target", "selector"];
    private static readonly string[] Wrappers = ["params", "parameters", "arguments", "args", "input"];

    /// <summary>The action, or what is wrong with it.</summary>
    public static (BrowserAction? Action, string? Problem) Read(JsonNode? node)
    {
        if (node is not JsonObject json)
        {
            return (null, "an item of do is not an object");
        }

        var (word, arguments) = Open(json);
        if (word is null)
        {
            return (null, "an action has no act");
        }

        if (ActionNames.Resolve(word) is not { } act)
        {
            return (null, $"there is no action \"{Shortened(word)}\"");
        }

        var action = Make(act, LooseObject.Plain(word), arguments);
        return action is null ? (null, $"the action {act} needs {Needs(act)}; a ref looks like e12") : (action, null);
    }

    // The three ways to write an action: {"act": "click", "ref": …}, {"action": "click", "params": {…}} and {"click": {…}}.
    private static (string? Word, LooseObject Arguments) Open(JsonObject json)
    {
        var loose = new LooseObject(json);
        foreach (var key in ActionNames.Keys)
        {
            switch (loose.Node(key))
            {
                case JsonObject inner when key != "function":
                    return Open(inner);
                case JsonValue value when LooseObject.TextOf(value) is { } word && (key == "act" || ActionNames.Resolve(word) is not null):
                    var nested = Wrappers.Select(name => loose.Node(name)).OfType<JsonObject>().FirstOrDefault();
                    return (word, nested is null ? loose : Merged(json, nested));
                default:
                    break;
            }
        }

        foreach (var (name, value) in json)
        {
            if (ActionNames.Resolve(name) is not null)
            {
                return (name, new LooseObject(value as JsonObject ?? new JsonObject { ["lone"] = value?.DeepClone() }));
            }
        }

        return (loose.Text(ActionNames.Keys), loose);
    }

    private static LooseObject Merged(JsonObject outer, JsonObject inner)
    {
        var all = (JsonObject)inner.DeepClone();
        foreach (var (name, value) in outer)
        {
            if (!all.ContainsKey(name))
            {
                all[name] = value?.DeepClone();
            }
        }

        return new LooseObject(all);
    }

    private static BrowserAction? Make(string act, string word, LooseObject arguments)
    {
        var reference = ElementRef.Read(arguments.Text([.. RefNames, "lone"]));
        var text = arguments.Text("text", "value", "input", "content", "lone");
        return act switch
        {
            "click" when reference is null && PointReader.Read(arguments) is { } point => point,
            "click" when reference is not null => new ClickAction(reference, ModeOf(arguments.Text("mode", "button", "clicktype"))),
            "doubleclick" when reference is not null => new ClickAction(reference, ClickMode.Double),
            "rightclick" when reference is not null => new ClickAction(reference, ClickMode.Right),
            "check" when reference is not null => new FillAction([new FieldValue(reference, IsOff(arguments) ? "false" : "true")]),
            "uncheck" when reference is not null => new FillAction([new FieldValue(reference, "false")]),
            "fill" => FillReader.Read(arguments, reference),
            "type" when reference is not null && text is not null =>
                new TypeAction(reference, text, arguments.Flag("enter", "submit", "pressenter"), arguments.Flag("append")),
            "select" when reference is not null && arguments.Texts("options", "option", "values", "value", "text", "label") is { Count: > 0 } options =>
                new SelectAction(reference, options),
            "press" when Keys(arguments) is { Length: > 0 } keys => new PressAction(keys, reference),
            "scroll" => new ScrollAction(arguments.Text("to", "direction", "text", "lone") ?? (word == "scrollup" ? "up" : "down"), reference),
            "hover" when reference is not null => new HoverAction(reference),
            "drag" when Source(arguments) is { } source && ElementRef.Read(arguments.Text("toref", "to", "target", "destination", "end", "endref", "targetref")) is { } target =>
                new DragAction(source, target),
            "upload" when reference is not null && arguments.Texts("file", "files", "filename", "name", "path", "paths", "filepath", "value", "text") is [var file, ..] =>
                new UploadAction(reference, file),
            "goto" when arguments.Text("url", "href", "address", "link", "lone") is { Length: > 0 } url => new GoToAction(url),
            "back" => new BackAction(),
            "tab" => TabOf(word, arguments),
            "wait" => new WaitAction(
                Math.Clamp(arguments.Number("seconds", "time", "duration", "secs", "lone") ?? 2, 1, 20), NullIfEmpty(arguments.Text("for", "text", "until"))),
            "find" when (text ?? arguments.Text("query", "what")) is { Length: > 0 } wanted => new FindAction(wanted),
            "read" => new ReadAction(Math.Max(1, arguments.Number("part", "page", "lone") ?? 1)),
            "extract" => new ExtractAction(arguments.Text("what", "query", "goal", "text", "description", "instruction", "lone") ?? ""),
            "look" => new LookAction(),
            "clickat" => PointReader.Read(arguments),
            "otp" when reference is not null => new OtpAction(reference),
            "login" when arguments.Text("credential", "credentialid", "credentialname", "name", "account", "id", "lone") is { Length: > 0 } credential =>
                new LoginAction(credential),
            "captcha" => new CaptchaAction(),
            "done" => DoneReader.Read(word, arguments),
            _ => null,
        };
    }

    private static string? Source(LooseObject arguments) =>
        ElementRef.Read(arguments.Text("ref", "from", "fromref", "source", "sourceref", "start", "startref", "element", "elementid", "index", "id"));

    private static bool IsOff(LooseObject arguments) => arguments.Text("checked", "ischecked", "value", "state")?.ToLowerInvariant() is "false" or "no" or "0" or "off";

    private static string Needs(string act) => act switch
    {
        "clickat" => StepSchema.PropertiesOf("click_at"),
        "doubleclick" or "rightclick" or "check" or "uncheck" => "ref",
        _ => StepSchema.PropertiesOf(act),
    };

    private static ClickMode ModeOf(string? mode) => mode?.ToLowerInvariant() switch
    {
        "double" or "dblclick" => ClickMode.Double,
        "right" => ClickMode.Right,
        _ => ClickMode.Left,
    };

    private static string Keys(LooseObject arguments) => string.Join('+', arguments.Texts("key", "keys", "text", "value", "lone"));

    private static TabAction? TabOf(string word, LooseObject arguments)
    {
        var id = NullIfEmpty(arguments.Text("id", "tab", "tabid", "index", "url", "lone"));
        id = id is not null && id.All(char.IsAsciiDigit) ? "t" + id : id;
        return (arguments.Text("op", "operation", "mode") ?? word).ToLowerInvariant() switch
        {
            "open" or "new" or "newtab" or "opentab" => new TabAction(TabOperation.Open, id),
            "switch" or "switchtab" when id is not null => new TabAction(TabOperation.Switch, id),
            "close" or "closetab" or "closepage" => new TabAction(TabOperation.Close, id),
            _ => null,
        };
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Shortened(string word) => JsonEncodedText.Encode(word.Length > 40 ? word[..40] : word).ToString();
}
