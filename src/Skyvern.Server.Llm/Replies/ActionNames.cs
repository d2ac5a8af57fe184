using System.Collections.Frozen;

namespace Skyvern.Server.Llm.Replies;

/// <summary>The words that models use for an action.</summary>
internal static class ActionNames
{
    /// <summary>Names under which an action's word may stand, best first.</summary>
    public static readonly string[] Keys = ["act", "action", "actiontype", "type", "name", "tool", "kind", "command", "function"];

    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string[]>
    {
        ["click"] = ["clickelement", "clickelementbyindex", "clickbutton", "clicklink", "tap", "leftclick", "leftmouse"],
        ["doubleclick"] = ["dblclick"],
        ["rightclick"] = ["contextclick"],
        ["check"] = ["tick", "checkbox", "setchecked"],
        ["uncheck"] = ["untick"],
        ["fill"] = ["fillform", "fillfields", "setvalue", "setvalues", "set"],
        ["type"] = ["inputtext", "input", "typetext", "entertext", "write", "sendkeystext"],
        ["select"] = ["selectoption", "selectoptions", "choose", "selectdropdown", "selectdropdownoption", "pick"],
        ["press"] = ["keypress", "presskey", "key", "sendkeys", "hotkey"],
        ["scroll"] = ["scrollpage", "scrolldown", "scrollup", "scrollto", "scrolltotext"],
        ["hover"] = ["hoverelement", "mouseover", "mousemove", "movemouse", "move", "moveto"],
        ["drag"] = ["draganddrop", "dragdrop", "dragto", "leftclickdrag"],
        ["upload"] = ["uploadfile", "fileupload", "attach", "attachfile", "setinputfiles", "choosefile"],
        ["goto"] = ["gotourl", "navigate", "navigateto", "openurl", "visit", "open"],
        ["back"] = ["goback", "historyback", "navigateback", "navback"],
        ["tab"] = ["newtab", "opentab", "opennewtab", "switchtab", "closetab", "closepage", "tabs"],
        ["wait"] = ["sleep", "pause", "waitfor"],
        ["find"] = ["findtext", "searchtext", "searchpage"],
        ["read"] = ["readpage", "getpagetext"],
        ["extract"] = ["extractdata", "extractcontent", "extractstructureddata", "scrape"],
        ["look"] = ["screenshot", "takescreenshot"],
        ["clickat"] = ["clickpoint", "clickposition", "clickcoordinates", "clickxy", "mouseclick"],
        ["otp"] = ["totp", "verificationcode", "enterverificationcode", "onetimecode", "enterotp", "fillotp", "entercode", "mfa"],
        ["login"] = ["signin", "uselogin", "usecredential", "authenticate"],
        ["captcha"] = ["solvecaptcha"],
        ["done"] = ["finish", "finished", "complete", "completed", "terminate", "terminated", "fail", "failed", "stop", "end", "answer", "submitresult"],
    }.SelectMany(pair => pair.Value.Append(pair.Key).Select(word => (word, pair.Key))).ToFrozenDictionary(pair => pair.word, pair => pair.Key);

    /// <summary>Our word for an action, or null.</summary>
    public static string? Resolve(string word)
    {
        var plain = LooseObject.Plain(word);
        return Known.GetValueOrDefault(plain) ?? (plain.StartsWith("browser", StringComparison.Ordinal) ? Known.GetValueOrDefault(plain["browser".Length..]) : null);
    }
}
