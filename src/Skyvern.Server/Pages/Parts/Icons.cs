namespace Skyvern.Server.Pages.Parts;

/// <summary>The pictures that stand beside words, each on a field of 24 by 24.</summary>
public enum IconName
{
#pragma warning disable CS1591 // They say what they show.
    Tasks, Plus, Browser, Webhook, Key, Code, Pulse, Menu, Sun, Moon, Screen, LogOut, Copy, Check, Cross, Stop, Hand, Lock, Search, Download,
    Left, Right, Down, Clock, Play, Pause, Again, Out, Alert, Info, File, Picture, Film, Click, Text, Eye, Person, Bin, Bolt, Branch, Globe, Flag, Keyboard,
    Upload, Wait, Scroll, Table,
#pragma warning restore CS1591
}

/// <summary>How they are drawn: lines of one width, round at the ends.</summary>
internal static class Icons
{
    /// <summary>The shapes of an icon.</summary>
    public static string Paths(IconName name) => name switch
    {
        IconName.Tasks => Line("M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01"),
        IconName.Plus => Line("M12 5v14M5 12h14"),
        IconName.Browser => Line("M3.5 6.5a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2h-13a2 2 0 0 1-2-2zM3.5 9.5h17"),
        IconName.Webhook => Line("M6 14.5a3 3 0 1 0 3 3h8M9.4 9.6a3 3 0 1 1 5-2.8M14.4 6.8l-1.6 2.6 3.6 5.6M16.5 14.6a3 3 0 1 1-1 4.9M9 17.5l3.7-6.6"),
        IconName.Key => Line("M14.5 9.5a4.5 4.5 0 1 1-1.7-3.5 4.5 4.5 0 0 1 1.7 3.5zM13 12.7 20 19.5M17.5 17l-2 2M10 9h.01"),
        IconName.Code => Line("m8.5 7.5-5 4.5 5 4.5M15.5 7.5l5 4.5-5 4.5"),
        IconName.Pulse => Line("M3 12h4l3-7 4 14 3-7h4"),
        IconName.Menu => Line("M4 7h16M4 12h16M4 17h16"),
        IconName.Sun => Line("M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"),
        IconName.Moon => Line("M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z"),
        IconName.Screen => Line("M4 5.5h16v11H4zM9 20h6M12 16.5V20"),
        IconName.LogOut => Line("M10 4.5H6a1.5 1.5 0 0 0-1.5 1.5v12A1.5 1.5 0 0 0 6 19.5h4M15 8l4 4-4 4M19 12H9.5"),
        IconName.Copy => Line("M9 9h9.5v10.5H9zM6 15H4.5V4.5H15V6"),
        IconName.Check => Line("m5 12.5 4.5 4.5L19 7.5"),
        IconName.Cross => Line("M6 6l12 12M18 6 6 18"),
        IconName.Stop => Line("M6.5 6.5h11v11h-11z"),
        IconName.Hand => Line("M8 12V6.5a1.5 1.5 0 0 1 3 0V11M11 10.5V5a1.5 1.5 0 0 1 3 0v6M14 11V6.5a1.5 1.5 0 0 1 3 0v8a6 6 0 0 1-6 6c-2.5 0-4-1.2-5-3l-2.2-4a1.5 1.5 0 0 1 2.5-1.5L8 14"),
        IconName.Lock => Line("M6 11h12v8.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
        IconName.Search => Line("M16.5 10.5a6 6 0 1 1-12 0 6 6 0 0 1 12 0zM15 15l5 5"),
        IconName.Download => Line("M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14"),
        IconName.Upload => Line("M12 16V5M7.5 9 12 4.5 16.5 9M5 19.5h14"),
        IconName.Left => Line("m14.5 6-6 6 6 6"),
        IconName.Right => Line("m9.5 6 6 6-6 6"),
        IconName.Down => Line("m6 9.5 6 6 6-6"),
        IconName.Clock => Line("M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM12 7.5V12l3 2"),
        IconName.Wait => Line("M7 4h10M7 20h10M8 4v3.5l4 4.5 4-4.5V4M8 20v-3.5l4-4.5 4 4.5V20"),
        IconName.Play => Line("M8 5.5v13l10.5-6.5z"),
        IconName.Pause => Line("M8.5 6v12M15.5 6v12"),
        IconName.Again => Line("M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4h-4"),
        IconName.Out => Line("M13 5h6v6M19 5l-8 8M17 14v4.5H5.5V7H10"),
        IconName.Alert => Line("M12 4.5 20.5 19h-17zM12 10v4M12 16.5h.01"),
        IconName.Info => Line("M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM12 11v5M12 8h.01"),
        IconName.File => Line("M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4"),
        IconName.Picture => Line("M4 5.5h16v13H4zM4 15.5l4.5-4.5 4 4 3-2.5 4.5 4M15.5 9h.01"),
        IconName.Film => Line("M4 5.5h16v13H4zM8 5.5v13M16 5.5v13M4 10h4M4 14h4M16 10h4M16 14h4"),
        IconName.Click => Line("m9.5 9.5 10 4-4.3 1.7-1.7 4.3zM5 5l1.5 1.5M9 3.5v2M3.5 9h2M12.5 5 11 6.5M5 12.5 6.5 11"),
        IconName.Text => Line("M3.5 8h17v8h-17zM7 10.5v3"),
        IconName.Keyboard => Line("M3 7h18v10H3zM7 10.5h.01M10.3 10.5h.01M13.7 10.5h.01M17 10.5h.01M8 14h8"),
        IconName.Scroll => Line("M12 4v16M8 8l4-4 4 4M8 16l4 4 4-4"),
        IconName.Table => Line("M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9"),
        IconName.Eye => Line("M3 12c2.5-4.5 5.5-6.5 9-6.5s6.5 2 9 6.5c-2.5 4.5-5.5 6.5-9 6.5S5.5 16.5 3 12zM14.5 12a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z"),
        IconName.Person => Line("M15.5 8a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0zM5 20c.5-4 3-6 7-6s6.5 2 7 6"),
        IconName.Bin => Line("M5 7h14M10 7V4.5h4V7M7 7l.8 12.5h8.4L17 7M10.5 11v5M13.5 11v5"),
        IconName.Bolt => Line("M13 3.5 5.5 13.5H12l-1 7 7.5-10H12z"),
        IconName.Branch => Line("M7 8.5v7M7 15.5a2.2 2.2 0 1 0 .01 0M7 4.1a2.2 2.2 0 1 0 .01 0M17 4.1a2.2 2.2 0 1 0 .01 0M17 8.5c0 4-4 4-10 4.5"),
        IconName.Globe => Line("M20 12a8 8 0 1 1-16 0 8 8 0 0 1 16 0zM4 12h16M12 4c3 2.5 3 13.5 0 16M12 4c-3 2.5-3 13.5 0 16"),
        IconName.Flag => Line("M6 20.5V4.5c4-2 7 2 12 0v9c-5 2-8-2-12 0"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "An icon that nobody has drawn."),
    };

    private static string Line(string path) => $"<path d=\"{path}\"/>";
}
