using System.Collections.Frozen;

namespace Skyvern.Server.Llm.Replies;

/// <summary>The words that models use for an action.</summary>
internal static class ActionNames
{
    /// <summary>Names under which an action's word may stand, best first.</summary>
    public static readonly string[] Keys = ["act", "action", "actiontype", "type", "name", "tool", "kind", "command", "function"];

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string[]>
    {
        ["click"] = ["clickelement", "clickbutton", "clicklink", "tap", "leftclick", "check", "uncheck"],
        ["doubleclick"] = ["dblclick"],
        ["rightclick"] = ["contextclick"],
        ["fill"] = ["fillform", "fillfields", "setvalue", "setvalues", "set"],
        ["type"] = ["inputtext", "input", "typetext", "entertext", "write", "sendkeystext"],
        ["select"] = ["selectoption", "selectoptions", "choose", "selectdropdown", "selectdropdownoption", "pick"],
        ["press"] = ["keypress", "presskey", "key", "sendkeys", "hotkey"],
        ["scroll"] = ["scrollpage", "scrolldown", "scrollup", "scrollto", "scrolltotext"],
        ["goto"] = ["gotourl", "navigate", "navigateto", "openurl", "visit", "open"],
        ["back"] = ["goback", "historyback"],
        ["tab"] = ["newtab", "opentab", "switchtab", "closetab", "closepage"],
        ["wait"] = ["sleep", "pause", "waitfor"],
        ["find"] = ["findtext", "searchtext", "searchpage"],
        ["read"] = ["readpage", "getpagetext"],
        ["extract"] = ["extractdata", "extractcontent", "scrape"],
        ["done"] = ["finish", "finished", "complete", "completed", "terminate", "terminated", "fail", "failed", "stop", "end", "answer", "submitresult"],
    }.SelectMany(pair => pair.Value.Append(pair.Key).Select(word => (word, pair.Key))).ToFrozenDictionary(pair => pair.word, pair => pair.Key);

    /// <summary>Our word for an action, or null.</summary>
    public static string? Resolve(string word) => Known.GetValueOrDefault(LooseObject.Plain(word));
}
