using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Types into an element with real key events and reads back what it holds.</summary>
internal static class Typist
{
    private static readonly TimeSpan DeadlinePerCharacter = TimeSpan.FromMilliseconds(50);

    /// <summary>Types; the present value is replaced unless <paramref name="append"/>.</summary>
    public static async Task<ElementReply> TypeAsync(ElementTarget target, string text, bool append, CancellationToken cancellationToken)
    {
        var focus = await target.CallAsync("focusOn", new { @ref = target.Number, select = !append }, cancellationToken);
        if (!focus.IsOk)
        {
            return focus;
        }

        if (focus.ReadOnly)
        {
            return focus with { Code = "disabled", Message = "It is read-only." };
        }

        if (!focus.Focused)
        {
            var clicked = await Pointer.ClickAsync(target, ClickMode.Left, cancellationToken);
            if (!clicked.IsOk)
            {
                return clicked;
            }

            await target.CallAsync("focusOn", new { @ref = target.Number, select = !append }, cancellationToken);
        }

        if (append)
        {
            await target.Page.CallAsync(page => page.Keyboard.PressAsync("Control+End"), ActionCall.Deadline, cancellationToken);
        }
        else if (!string.IsNullOrEmpty(focus.Value) || text.Length == 0)
        {
            await target.Page.CallAsync(page => page.Keyboard.PressAsync("Delete"), ActionCall.Deadline, cancellationToken);
        }

        await target.Page.CallAsync(page => page.Keyboard.TypeAsync(text), ActionCall.Deadline + (DeadlinePerCharacter * text.Length), cancellationToken);
        var held = await target.CallAsync("readValue", new { @ref = target.Number }, cancellationToken);
        return held.IsOk ? focus with { Value = held.Value } : focus with { Value = null };
    }

    /// <summary>Whether what is held is what was typed, leaving aside the punctuation of masks.</summary>
    public static bool Holds(string? held, string text)
    {
        static string Bare(string value) => string.Concat(value.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return held is not null && (held.Trim() == text.Trim() || (Bare(text).Length > 0 && Bare(held) == Bare(text)));
    }
}
