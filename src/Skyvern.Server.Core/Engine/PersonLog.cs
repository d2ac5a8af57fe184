using System.Globalization;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.Core.Engine;

/// <summary>
/// Turns what a person does with mouse and keyboard into few facts: a press and its release are a click, keys are counted, and what they
/// write is never told.
/// </summary>
internal sealed class PersonLog
{
    private const int Alt = 1;
    private const int Shift = 8;
    private const double ClickSlack = 5;
    private const int LongestTarget = 80;
    private const int LongestAddress = 300;
    private const int MostKeys = 6;

    private static readonly HashSet<string> TellingKeys = new(StringComparer.Ordinal)
    {
        "Enter", "Tab", "Escape", "Backspace", "Delete", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown",
    };

    private readonly List<string> _keys = [];
    private (MouseInput From, string? Target)? _pressed;
    private string _clientId = "";
    private int _typed;
    private bool _scrolled;

    /// <summary>Whether something has come together that is not told yet.</summary>
    public bool HasMore => _typed > 0 || _keys.Count > 0 || _scrolled;

    /// <summary>The facts that are complete with this.</summary>
    /// <param name="use">What was done.</param>
    /// <param name="target">What it was done to, as the page names it; null: not known.</param>
    public IReadOnlyList<PersonDeed> Take(ControlUse use, string? target)
    {
        var before = use.Input switch
        {
            _ when use.ClientId != _clientId => Flush(),
            KeyInput or TextInput => _scrolled ? Flush() : [],
            WheelInput => _scrolled ? [] : Flush(),
            MouseInput { Kind: MouseInputKind.Moved or MouseInputKind.Released } => [],
            _ => Flush(),
        };
        _clientId = use.ClientId;
        return Of(use.Input, target) is { } deed ? [.. before, deed] : before;
    }

    /// <summary>What has come together so far.</summary>
    public IReadOnlyList<PersonDeed> Flush()
    {
        PersonDeed[] deeds = (_typed, _keys.Count, _scrolled) switch
        {
            (_, _, true) => [new("person.scrolled", _clientId, "scrolled")],
            ( > 0, 0, _) => [new("person.typed", _clientId, $"typed {Characters}")],
            ( > 0, _, _) => [new("person.typed", _clientId, $"typed {Characters} and pressed {string.Join(", ", _keys)}")],
            (0, > 0, _) => [new("person.typed", _clientId, $"pressed {string.Join(", ", _keys)}")],
            _ => [],
        };
        (_typed, _scrolled) = (0, false);
        _keys.Clear();
        return deeds;
    }

    private string Characters => _typed == 1 ? "1 character" : string.Create(CultureInfo.InvariantCulture, $"{_typed} characters");

    private PersonDeed? Of(LiveInput input, string? target)
    {
        switch (input)
        {
            case MouseInput { Kind: MouseInputKind.Pressed } from:
                _pressed = (from, target);
                return null;
            case MouseInput { Kind: MouseInputKind.Released } released when _pressed is { } pressed:
                _pressed = null;
                return Clicked(pressed.From, released, pressed.Target);
            case WheelInput:
                _scrolled = true;
                return null;
            case TextInput text:
                _typed += new StringInfo(text.Text).LengthInTextElements;
                return null;
            case KeyInput key:
                Count(key);
                return null;
            case NavigateInput to:
                return Went($"opened {Cut(to.Url, LongestAddress)}");
            case BackInput:
                return Went("went back");
            case ForwardInput:
                return Went("went forward");
            case ReloadInput:
                return Went("loaded the page anew");
            default:
                return null;
        }
    }

    private PersonDeed Clicked(MouseInput from, MouseInput to, string? target)
    {
        var place = target is null ? string.Create(CultureInfo.InvariantCulture, $"at {from.X:0}, {from.Y:0}") : Cut(target, LongestTarget);
        if (Math.Abs(from.X - to.X) > ClickSlack || Math.Abs(from.Y - to.Y) > ClickSlack)
        {
            return new("person.dragged", _clientId, string.Create(CultureInfo.InvariantCulture, $"dragged {place} to {to.X:0}, {to.Y:0}"));
        }

        var how = from switch
        {
            { Button: MouseInputButton.Right } => "right-clicked",
            { ClickCount: > 1 } => "double-clicked",
            _ => "clicked",
        };
        return new("person.clicked", _clientId, $"{how} {place}");
    }

    private PersonDeed Went(string words) => new("person.navigated", _clientId, words);

    private void Count(KeyInput key)
    {
        if (key.Kind == KeyInputKind.Up)
        {
            return;
        }

        var isShortcut = (key.Modifiers & ~(Shift | Alt)) != 0 && key.Key.Length == 1;
        if (key is { Kind: KeyInputKind.Down, Text: not null } && !isShortcut)
        {
            _typed++;
            return;
        }

        var name = isShortcut ? $"Ctrl+{key.Key.ToUpperInvariant()}" : key.Key;
        if ((isShortcut || TellingKeys.Contains(name)) && !_keys.Contains(name) && _keys.Count < MostKeys)
        {
            _keys.Add(name);
        }
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..longest] + "…";
}

/// <summary>A fact about what a person did.</summary>
/// <param name="Kind">The event's kind.</param>
/// <param name="ClientId">Who.</param>
/// <param name="Words">What, to go behind the name.</param>
internal sealed record PersonDeed(string Kind, string ClientId, string Words);
