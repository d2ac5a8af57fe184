using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Sets the fields that a script in the page cannot: with real keys and clicks, each read back.</summary>
internal static class FieldsByHand
{
    /// <summary>Sets a field.</summary>
    /// <param name="target">The field.</param>
    /// <param name="asked">What the page's script said it needs.</param>
    /// <param name="value">The value it shall have.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<ElementReply> SetAsync(ElementTarget target, ElementReply asked, string value, CancellationToken cancellationToken) => asked.Need switch
    {
        "typeahead" => SuggestedAsync(target, asked, value, cancellationToken),
        "choose" => ChooseAsync(target, asked, value, cancellationToken),
        "tags" => TagTypist.EnterAsync(target, asked.Parts, cancellationToken),
        "slide" => SliderKeys.SetAsync(target, value, cancellationToken),
        "date" => DatePicker.SetAsync(target, asked.Dates, asked.Text, cancellationToken),
        "press" => PressAsync(target.Other(asked.Option), asked.Value!, cancellationToken),
        _ => TypeAsync(target, value, cancellationToken),
    };

    private static async Task<ElementReply> ChooseAsync(ElementTarget target, ElementReply asked, string value, CancellationToken cancellationToken)
    {
        var chosen = await OptionChooser.ChooseAsync(target, asked.Multiple ? asked.Parts : [value], cancellationToken);
        return chosen.Code == "no_match" && !asked.Multiple && asked.Parts.Count > 1
            ? await OptionChooser.ChooseAsync(target, asked.Parts, cancellationToken)
            : chosen;
    }

    private static async Task<ElementReply> SuggestedAsync(ElementTarget target, ElementReply asked, string value, CancellationToken cancellationToken)
    {
        var reply = new ElementReply { Code = "ok" };
        foreach (var part in asked.Multiple ? asked.Parts : [value])
        {
            reply = await OptionChooser.TypeAndChooseAsync(target, part, cancellationToken);
            if (asked.Tags && (reply.Code == "no_match" || (reply.IsOk && reply.Value == part)))
            {
                reply = await TagTypist.EnterAsync(target, [part], cancellationToken);
            }

            if (!reply.IsOk)
            {
                break;
            }
        }

        return reply;
    }

    /// <summary>A switch that does not hear a scripted click gets a real one.</summary>
    private static async Task<ElementReply> PressAsync(ElementTarget target, string value, CancellationToken cancellationToken)
    {
        var state = await target.CallAsync("holdsState", new { @ref = target.Number, value }, cancellationToken);
        if (state.Code != "not_committed")
        {
            return state;
        }

        var clicked = await Pointer.ClickAsync(target, ClickMode.Left, cancellationToken);
        return clicked.IsOk ? await target.CallAsync("holdsState", new { @ref = target.Number, value }, cancellationToken) : clicked;
    }

    private static async Task<ElementReply> TypeAsync(ElementTarget target, string value, CancellationToken cancellationToken)
    {
        var typed = await Typist.TypeAsync(target, value, append: false, cancellationToken);
        var shown = typed.Secret ? "***" : typed.Value;
        return !typed.IsOk || Typist.Holds(typed.Value, value) ? typed : typed with { Code = "not_committed", Message = $"It holds \"{shown}\" instead." };
    }
}
