using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules;

namespace Skyvern.Server.Core.Engine.Protection;

/// <summary>Finds the fields that a log-in asks for.</summary>
internal static class LogInForm
{
    private const int Likely = 70;

    /// <summary>The field for the password.</summary>
    public static PageElement? Password(Observation page) =>
        page.Elements.FirstOrDefault(element => element.IsPassword() && !element.Is("disabled")
            && !element.AutoComplete.Contains("one-time-code", StringComparison.OrdinalIgnoreCase));

    /// <summary>The field for the account that goes with a field for the password; null when it is not clear which.</summary>
    public static PageElement? User(Observation page, PageElement password)
    {
        var texts = page.Elements.Where(element => element.Form?.Id == password.Form?.Id && element.IsText() && !element.IsPassword()
            && element.IsUsable() && element.Role != "searchbox" && element.Type != "search").ToList();
        return texts.FirstOrDefault(element => element.AutoComplete is "username" or "email")
            ?? texts.FirstOrDefault(element => Math.Max(NameScore.OfField("user name", element), NameScore.OfField("email", element)) >= Likely)
            ?? (texts is [var only] ? only : null);
    }

    /// <summary>The field for the account where the site asks for the password only later.</summary>
    public static PageElement? UserAlone(Observation page)
    {
        var fields = page.Elements.Where(element => element.IsText() && element.IsUsable()
            && (element.AutoComplete == "username" || NameScore.OfField("user name", element) >= NameScore.Same)).ToList();
        return fields is [var only] ? only : null;
    }
}
