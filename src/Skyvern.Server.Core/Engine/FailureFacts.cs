using System.Text.RegularExpressions;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Rules;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine;

/// <summary>Finds the category of a failure by what happened: the status of the page, the last results; words of the reason come last.</summary>
internal static partial class FailureFacts
{
    private const double ByFact = 0.8;
    private const double ByWords = 0.5;

    /// <summary>The likeliest category.</summary>
    public static FailureCategory Category(RunState run, string reason)
    {
        var page = run.Page.Last;
        var last = run.LastDeeds is [.., var deed] ? deed : null;
        var (category, confidence) =
            OfStatus(page?.Status) is { } byStatus ? (byStatus, ByFact)
            : page is not null && IsBotCheck(page) ? (FailureCategory.AntiBot, ByFact)
            : page is not null && RefusedLogIn(page, last) ? (FailureCategory.Auth, ByFact)
            : last is { Result: { Succeeded: false } failed } && OfResult(last.Action, failed) is { } byResult ? (byResult, ByFact)
            : OfWords(reason) is { } byWords ? (byWords, ByWords)
            : run.Submission is not null ? (FailureCategory.WrongPageState, ByWords)
            : (FailureCategory.Unknown, 0.3);
        return new FailureCategory(category, confidence, reason);
    }

    private static string? OfStatus(int? status) => status switch
    {
        401 or 403 => FailureCategory.Auth,
        407 => FailureCategory.Proxy,
        429 => FailureCategory.AntiBot,
        408 or 504 => FailureCategory.PageLoadTimeout,
        >= 400 => FailureCategory.Navigation,
        _ => null,
    };

    private static string? OfResult(BrowserAction action, ActionResult result) => (action, result.Code) switch
    {
        (GoToAction or BackAction or TabAction, ActionCode.Timeout) => FailureCategory.PageLoadTimeout,
        (GoToAction or BackAction or TabAction, _) => FailureCategory.Navigation,
        (CaptchaAction, _) => FailureCategory.AntiBot,
        (LoginAction or OtpAction, _) => FailureCategory.Credential,
        (_, ActionCode.NotFound or ActionCode.NoMatch) => FailureCategory.ElementNotFound,
        (_, ActionCode.Timeout or ActionCode.Disabled or ActionCode.Covered) => FailureCategory.ElementState,
        (_, ActionCode.NotCommitted or ActionCode.InvalidValue) => FailureCategory.WrongPageState,
        (_, ActionCode.Blocked) => FailureCategory.Navigation,
        _ => null,
    };

    private static bool IsBotCheck(Observation page) =>
        page.Lines.Prepend(page.Title).Any(line => BotWords().IsMatch(line)) && page.Elements.Count(element => element.IsField()) < 3;

    /// <summary>A log-in was sent, and the page still asks for the password and says why.</summary>
    private static bool RefusedLogIn(Observation page, PerformedAction? last) =>
        page.Alerts.Count > 0 && page.Elements.Any(element => element.IsPassword())
        && last?.Page.Elements.Any(element => element.IsPassword()) == true;

    private static string? OfWords(string reason) =>
        AuthWords().IsMatch(reason) ? FailureCategory.Auth
        : BotWords().IsMatch(reason) ? FailureCategory.AntiBot
        : DataWords().IsMatch(reason) ? FailureCategory.DataExtraction
        : NotFoundWords().IsMatch(reason) ? FailureCategory.ElementNotFound
        : null;

    [GeneratedRegex(@"\b(log[ -]?in|sign[ -]?in|password|credential|unauthori[sz]ed|access denied|forbidden)", RegexOptions.IgnoreCase)]
    private static partial Regex AuthWords();

    [GeneratedRegex(@"\b(captcha|not a robot|you are human|bot detection|unusual traffic|cloudflare)", RegexOptions.IgnoreCase)]
    private static partial Regex BotWords();

    [GeneratedRegex(@"\b(no such data|data asked for|holds no|extract)", RegexOptions.IgnoreCase)]
    private static partial Regex DataWords();

    [GeneratedRegex(@"\b(not found|no such|could not find|does not exist|missing)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NotFoundWords();
}
