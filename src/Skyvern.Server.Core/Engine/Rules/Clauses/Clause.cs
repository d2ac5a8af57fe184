namespace Skyvern.Server.Core.Engine.Rules.Clauses;

/// <summary>One thing a goal asks for: a closed family. <see cref="object.ToString"/> says it in plain words, without secrets.</summary>
internal abstract record Clause
{
    /// <summary>Whether it acts on the page, rather than looking at it.</summary>
    public virtual bool Acts => true;
}

/// <summary>Open an address; a relative one belongs to the page that is open.</summary>
internal sealed record GoToClause(string Address) : Clause
{
    public override string ToString() => $"go to {Address}";
}

/// <summary>Click an element.</summary>
/// <param name="Target">Which.</param>
/// <param name="Mode">How.</param>
internal sealed record ClickClause(Target Target, Actions.ClickMode Mode = Actions.ClickMode.Left) : Clause
{
    public override string ToString() => (Mode == Actions.ClickMode.Left ? "click " : $"{Mode.ToString().ToLowerInvariant()}-click ") + Target;
}

/// <summary>Press a key, e.g. Enter.</summary>
internal sealed record PressClause(string Key) : Clause
{
    public override string ToString() => $"press {Key}";
}

/// <summary>Set fields to values.</summary>
/// <param name="Pairs">Names of fields and values.</param>
/// <param name="WholeForm">Whether the goal speaks of a form, rather than of single fields.</param>
internal sealed record FillClause(IReadOnlyList<FieldPair> Pairs, bool WholeForm) : Clause
{
    public override string ToString() => (WholeForm ? "fill the form with " : "fill ") + string.Join(", ", Pairs);
}

/// <summary>Values for a form that another clause names; never left over in a goal.</summary>
internal sealed record DataClause(IReadOnlyList<FieldPair> Pairs) : Clause
{
    public override string ToString() => string.Join(", ", Pairs);
}

/// <summary>A field as the goal names it and the value it shall have.</summary>
internal sealed record FieldPair(string Key, string Value)
{
    /// <summary>Whether the value must not be shown.</summary>
    public bool IsSecret => Wording.HasAny(Key, "password", "passwort", "pin", "passcode", "secret", "cvv", "cvc");

    public override string ToString() => $"{Key}=\"{(IsSecret ? "***" : Value)}\"";
}

/// <summary>Choose an option.</summary>
/// <param name="Option">Its label.</param>
/// <param name="Field">The select or radio group; null: wherever the option is.</param>
internal sealed record SelectClause(string Option, string? Field) : Clause
{
    public override string ToString() => $"select \"{Option}\"" + (Field is null ? "" : $" in \"{Field}\"");
}

/// <summary>Check or uncheck a box.</summary>
internal sealed record CheckClause(Target Target, bool On) : Clause
{
    public override string ToString() => (On ? "check " : "uncheck ") + Target;
}

/// <summary>Send the form.</summary>
/// <param name="Button">The button to use; null: the form's own.</param>
internal sealed record SubmitClause(Target? Button = null) : Clause
{
    public override string ToString() => "submit the form" + (Button is null ? "" : $" by {Button}");
}

/// <summary>Log in.</summary>
/// <param name="User">The account; null: the fields are already filled.</param>
/// <param name="Password">Its password.</param>
internal sealed record LogInClause(string? User, string? Password) : Clause
{
    public override string ToString() => "log in" + (User is null ? "" : $" as {User}");
}

/// <summary>Enter the one-time code that the site asks for.</summary>
internal sealed record OtpClause : Clause
{
    public override string ToString() => "enter the one-time code";
}

/// <summary>Search the site.</summary>
internal sealed record SearchClause(string Text) : Clause
{
    public override string ToString() => $"search for \"{Text}\"";
}

/// <summary>Download a file.</summary>
internal sealed record DownloadClause(Target Target) : Clause
{
    public override string ToString() => $"download {Target}";
}

/// <summary>Accept or dismiss a cookie banner, if there is one.</summary>
internal sealed record CookiesClause(bool Accept) : Clause
{
    public override string ToString() => Accept ? "accept cookies" : "dismiss cookies";
}

/// <summary>Go back.</summary>
internal sealed record BackClause : Clause
{
    public override string ToString() => "go back";
}

/// <summary>Wait for a text, or some seconds.</summary>
internal sealed record WaitClause(string? Text, int Seconds) : Clause
{
    public override bool Acts => false;

    public override string ToString() => Text is null ? $"wait {Seconds} s" : $"wait for \"{Text}\"";
}

/// <summary>Scroll.</summary>
/// <param name="To">up, down, top, bottom or a text.</param>
internal sealed record ScrollClause(string To) : Clause
{
    public override bool Acts => false;

    public override string ToString() => $"scroll to {To}";
}

/// <summary>Extract data.</summary>
/// <param name="What">In the goal's words.</param>
internal sealed record ExtractClause(string What) : Clause
{
    public override bool Acts => false;

    public override string ToString() => $"extract {What}";
}
