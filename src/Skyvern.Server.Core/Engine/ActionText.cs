using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine;

/// <summary>Says an action in words: for people in the timeline, for the planner in its history.</summary>
internal static class ActionText
{
    /// <summary>For people, e.g. <c>click button "Send"</c>: names of controls, no typed values, no queries of addresses.</summary>
    public static string ForPeople(BrowserAction action, Observation page) => action switch
    {
        ClickAction click => Click(click.Mode) + Control(click.Ref, page),
        FillAction { Fields: [var field] } => "fill " + Control(field.Ref, page),
        FillAction fill => $"fill {fill.Fields.Count} fields",
        TypeAction type => $"type into {Control(type.Ref, page)}" + (type.Enter ? " and press Enter" : ""),
        SelectAction select => $"select {string.Join(", ", select.Options.Select(Quoted))} in {Control(select.Ref, page)}",
        PressAction press => $"press {press.Key}" + (press.Ref is { } reference ? $" on {Control(reference, page)}" : ""),
        ScrollAction scroll => "scroll " + (scroll.To is "up" or "down" or "top" or "bottom" ? scroll.To : "to " + Quoted(scroll.To)),
        GoToAction goTo => "go to " + Place(goTo.Url),
        BackAction => "go back",
        TabAction tab => Tab(tab),
        WaitAction wait => $"wait up to {wait.Seconds} s" + (wait.For is { } text ? $" for {Quoted(text)}" : ""),
        HoverAction hover => "hover over " + Control(hover.Ref, page),
        DragAction drag => $"drag {Control(drag.Ref, page)} to {Control(drag.ToRef, page)}",
        UploadAction upload => $"upload {Quoted(upload.File)} to {Control(upload.Ref, page)}",
        LookAction => "look at a picture of the page",
        ClickAtAction at => $"click at {at.X}, {at.Y}",
        OtpAction otp => "enter a one-time code into " + Control(otp.Ref, page),
        LoginAction login => $"log in as {Quoted(login.Credential)}",
        CaptchaAction => "wait for the captcha to be solved",
        FindAction find => "find " + Quoted(find.Text),
        ReadAction => "read the page",
        ExtractAction => "extract data",
        DoneAction done => $"end the run as {done.Status.ToString().ToLowerInvariant()}",
        _ => action.Act,
    };

    /// <summary>For the planner, e.g. <c>fill e3</c>: short, by refs.</summary>
    public static string ForPlanner(BrowserAction action) => action switch
    {
        FillAction fill => "fill " + string.Join(',', fill.Refs),
        GoToAction goTo => "goto " + goTo.Url,
        DoneAction done => "done " + done.Status.ToString().ToLowerInvariant(),
        TabAction tab => $"tab {tab.Op.ToString().ToLowerInvariant()} {tab.Id}".TrimEnd(),
        DragAction drag => $"drag {drag.Ref} {drag.ToRef}",
        ClickAtAction at => $"click_at {at.X} {at.Y}",
        _ when action.TargetRef is { } reference => $"{action.Act} {reference}",
        _ => action.Act,
    };

    /// <summary>A control as people know it.</summary>
    public static string Control(string reference, Observation page) =>
        page.Find(reference) is not { } element ? reference
        : element.Name.Length > 0 ? $"{element.Role} {Quoted(element.Name)}"
        : element.Role;

    /// <summary>An address without what may be secret in it.</summary>
    public static string Place(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? uri.Authority + (uri.AbsolutePath == "/" ? "" : uri.AbsolutePath)
            : "an address";

    private static string Click(ClickMode mode) => mode switch
    {
        ClickMode.Double => "double-click ",
        ClickMode.Right => "right-click ",
        _ => "click ",
    };

    private static string Tab(TabAction tab) => tab.Op switch
    {
        TabOperation.Open => tab.Id is { } address ? $"open {Place(address)} in a new tab" : "open a new tab",
        TabOperation.Switch => $"switch to tab {tab.Id}".TrimEnd(),
        _ => $"close tab {tab.Id}".TrimEnd(),
    };

    private static string Quoted(string text) => $"\"{text}\"";
}
