using Skyvern.Server.Core.Engine;
using Skyvern.Server.Core.Live;

namespace Skyvern.Server.UnitTests.Engine;

public sealed class PersonLogTests
{
    private readonly PersonLog _log = new();

    [Fact]
    public void Take_TypingInOneField_IsOneFactWithTheNumberOfCharactersAlone()
    {
        Assert.Empty(Write("Gruß", new TextInput("pasted 🙂")));
        Assert.True(_log.HasMore);

        var deed = Assert.Single(_log.Flush());

        Assert.Equal(new PersonDeed("person.typed", "ann", "typed 12 characters"), deed);
        Assert.False(_log.HasMore);
    }

    [Fact]
    public void Take_OneCharacterAndKeysThatTell_AreNamedOnceEach()
    {
        Write("a", Down("Backspace"), Down("Backspace"), Down("Enter"), Down("Shift"), Down("F5"));

        Assert.Equal("typed 1 character and pressed Backspace, Enter", Assert.Single(_log.Flush()).Words);
    }

    [Fact]
    public void Take_Shortcut_IsNamedAndNotCountedAsText()
    {
        Write("", Down("a", text: "a", modifiers: 2), Down("@", text: "@", modifiers: 1));

        Assert.Equal("typed 1 character and pressed Ctrl+A", Assert.Single(_log.Flush()).Words);
    }

    [Fact]
    public void Take_ClickAfterTyping_TellsTheTypingFirst()
    {
        Write("ab");

        var typed = Take(Mouse(MouseInputKind.Pressed), "the button \"Send\"");
        var clicked = Take(Mouse(MouseInputKind.Released));

        Assert.Equal("typed 2 characters", Assert.Single(typed).Words);
        Assert.Equal(new PersonDeed("person.clicked", "ann", "clicked the button \"Send\""), Assert.Single(clicked));
        Assert.Empty(_log.Flush());
    }

    [Theory]
    [InlineData(MouseInputButton.Left, 2, 104, "person.clicked", "double-clicked at 100, 50")]
    [InlineData(MouseInputButton.Right, 1, 100, "person.clicked", "right-clicked at 100, 50")]
    [InlineData(MouseInputButton.Left, 1, 300, "person.dragged", "dragged at 100, 50 to 300, 50")]
    public void Take_PressAndRelease_SaysHowAndWhere(MouseInputButton button, int clicks, double releasedAt, string kind, string words)
    {
        Take(Mouse(MouseInputKind.Pressed) with { Button = button, ClickCount = clicks });
        Assert.Empty(Take(Mouse(MouseInputKind.Moved) with { X = 200 }));

        var deed = Assert.Single(Take(Mouse(MouseInputKind.Released) with { Button = button, X = releasedAt }));

        Assert.Equal((kind, words), (deed.Kind, deed.Words));
    }

    [Fact]
    public void Take_ManyTurnsOfTheWheel_AreOneFact()
    {
        for (var turn = 0; turn < 30; turn++)
        {
            Assert.Empty(Take(new WheelInput(10, 10, 0, 120, 0)));
        }

        Assert.Equal("person.scrolled", Assert.Single(Take(new KeyInput(KeyInputKind.Down, "a", "KeyA", "a", null, 0))).Kind);
        Assert.Equal("person.typed", Assert.Single(_log.Flush()).Kind);
    }

    [Fact]
    public void Take_AnotherPerson_DoesNotGetWhatTheFirstHasTyped()
    {
        Write("secret");

        var before = _log.Take(new ControlUse("ben", new TextInput("x"), null, DateTimeOffset.UnixEpoch), null);

        Assert.Equal(new PersonDeed("person.typed", "ann", "typed 6 characters"), Assert.Single(before));
        Assert.Equal(new PersonDeed("person.typed", "ben", "typed 1 character"), Assert.Single(_log.Flush()));
    }

    [Fact]
    public void Take_Navigation_TellsTheAddressAndCutsALongOne()
    {
        var deed = Assert.Single(Take(new NavigateInput("https://shop.example/" + new string('a', 400))));

        Assert.Equal(("person.navigated", "opened ".Length + 301), (deed.Kind, deed.Words.Length));
        Assert.Equal("went back", Assert.Single(Take(new BackInput())).Words);
    }

    [Fact]
    public void Take_ReleaseWithoutAPress_IsNothing() => Assert.Empty(Take(Mouse(MouseInputKind.Released)));

    private IReadOnlyList<PersonDeed> Write(string text, params LiveInput[] more) =>
        [.. text.Select(letter => Down($"{letter}", $"{letter}")).SelectMany(key => new[] { key, key with { Kind = KeyInputKind.Up, Text = null } })
            .Concat(more).SelectMany(input => Take(input))];

    private IReadOnlyList<PersonDeed> Take(LiveInput input, string? target = null) => _log.Take(new ControlUse("ann", input, null, DateTimeOffset.UnixEpoch), target);

    private static KeyInput Down(string key, string? text = null, int modifiers = 0) => new(KeyInputKind.Down, key, "", text, null, modifiers);

    private static MouseInput Mouse(MouseInputKind kind) => new(kind, 100, 50, MouseInputButton.Left, 1, 0);
}
