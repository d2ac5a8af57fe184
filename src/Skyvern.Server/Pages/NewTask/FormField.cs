namespace Skyvern.Server.Pages.NewTask;

/// <summary>A field of a form as a page shows it.</summary>
/// <param name="Name">Its name, which for fields of the API is the wire's.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Kind">How it is written.</param>
public sealed record FormField(string Name, string Label, FieldKind Kind = FieldKind.Line)
{
    /// <summary>A sentence below it.</summary>
    public string? Hint { get; init; }

    /// <summary>An example that stands in the empty field.</summary>
    public string? Placeholder { get; init; }

    /// <summary>What can be chosen, or is proposed: values with what people call them.</summary>
    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>Lines of a field of several.</summary>
    public int Rows { get; init; } = 3;

    /// <summary>Whether browsers insist on it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it takes the whole width.</summary>
    public bool IsWide => Kind is FieldKind.Text or FieldKind.Code;
}

/// <summary>A value that a field may have.</summary>
/// <param name="Value">As it is sent.</param>
/// <param name="Label">As people read it.</param>
public sealed record FieldOption(string Value, string Label);

/// <summary>How a field is written.</summary>
public enum FieldKind
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines of plain text.</summary>
    Text,

    /// <summary>Several lines in which every character counts.</summary>
    Code,

    /// <summary>An address.</summary>
    Address,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>One of a list.</summary>
    Choice,
}
