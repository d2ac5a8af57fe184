using Skyvern.Server.Core.Actions;

namespace Skyvern.Server.Browser.Actions;

/// <summary>Finds an option wherever a list hides it: in sight, behind a filter, further down, or in a menu of the menu.</summary>
internal static class OptionSearch
{
    /// <summary>How long a list may take to show its first option.</summary>
    public static readonly TimeSpan OpensWithin = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan ShowsWithin = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan SuggestsWithin = TimeSpan.FromSeconds(3.5);
    private static readonly TimeSpan BranchWithin = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan SuggestionsRest = TimeSpan.FromMilliseconds(900);

    /// <summary>Each key may have the suggestions drawn anew, also in the same words: a click that falls between two drawings is lost.</summary>
    private static readonly TimeSpan SteadyFor = TimeSpan.FromMilliseconds(160);
    private static readonly char[] PathSigns = ['>', '›', '»', '→'];
    private const int MostSlices = 10;

    /// <summary>Finds the option of an open list.</summary>
    public static async Task<ElementReply> FindAsync(ElementTarget target, string wanted, CancellationToken cancellationToken)
    {
        var seen = await AwaitAsync(target, wanted, ShowsWithin, Rest, branch: false, cancellationToken);
        if ((seen.IsOk && !seen.Weak) || seen.Count == 0)
        {
            return seen;
        }

        var path = wanted.Split(PathSigns, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (path.Length > 1)
        {
            return await AlongAsync(target, path, cancellationToken);
        }

        if (seen.IsOk && !seen.Virtual)
        {
            return seen;
        }

        if (!seen.IsOk && seen.Filter > 0 && await FilterAsync(target, seen.Filter, wanted, cancellationToken) is { IsOk: true } filtered)
        {
            return filtered;
        }

        if (seen.Scrolls)
        {
            return await ScanAsync(target, wanted, cancellationToken);
        }

        return seen.IsOk ? seen : await InBranchesAsync(target, wanted, cancellationToken) ?? seen;
    }

    /// <summary>Finds the option among the suggestions for what has been typed; other names of the same are typed if need be.</summary>
    public static async Task<ElementReply> FindTypedAsync(ElementTarget target, string wanted, CancellationToken cancellationToken)
    {
        var seen = await AwaitAsync(target, wanted, SuggestsWithin, SuggestionsRest, branch: false, cancellationToken);
        if (seen.IsOk)
        {
            return seen;
        }

        foreach (var text in (await target.CallAsync("otherTexts", new { wanted }, cancellationToken)).Texts)
        {
            await Typist.TypeAsync(target, text, append: false, cancellationToken);
            var other = await AwaitAsync(target, wanted, SuggestsWithin, SuggestionsRest, branch: false, cancellationToken);
            if (other.IsOk)
            {
                return other;
            }
        }

        return seen.Count == 0 || !seen.Scrolls ? seen : await ScanAsync(target, wanted, cancellationToken);
    }

    /// <summary>Waits for options to show up.</summary>
    public static Task<ElementReply> AwaitAsync(ElementTarget target, string wanted, TimeSpan most, CancellationToken cancellationToken) =>
        AwaitAsync(target, wanted, most, TimeSpan.Zero, branch: false, cancellationToken);

    private static Task<ElementReply> AwaitAsync(
        ElementTarget target, string wanted, TimeSpan most, TimeSpan quiet, bool branch, CancellationToken cancellationToken) =>
        target.CallAsync(
            "awaitOption",
            new
            {
                @ref = target.Number, wanted, most = most.TotalMilliseconds, quiet = quiet.TotalMilliseconds,
                steady = quiet == SuggestionsRest ? SteadyFor.TotalMilliseconds : 0, branch,
            },
            most,
            cancellationToken);

    /// <summary>Types into the list's own filter; leaves it empty when that does not help.</summary>
    private static async Task<ElementReply?> FilterAsync(ElementTarget target, int filter, string wanted, CancellationToken cancellationToken)
    {
        var others = await target.CallAsync("otherTexts", new { wanted }, cancellationToken);
        foreach (var text in others.Texts.Prepend(wanted))
        {
            var typed = await Typist.TypeAsync(target.Other(filter), text, append: false, cancellationToken);
            if (!typed.IsOk)
            {
                return null;
            }

            var found = await AwaitAsync(target, wanted, ShowsWithin, SuggestionsRest, branch: false, cancellationToken);
            if (found.IsOk)
            {
                return found;
            }
        }

        await Typist.TypeAsync(target.Other(filter), "", append: false, cancellationToken);
        await AwaitAsync(target, wanted, OpensWithin, Rest, branch: false, cancellationToken);
        return null;
    }

    private static async Task<ElementReply> ScanAsync(ElementTarget target, string wanted, CancellationToken cancellationToken)
    {
        ElementReply reply = new();
        for (var slice = 0; slice < MostSlices; slice++)
        {
            reply = await target.CallAsync("scanOptions", new { @ref = target.Number, wanted, restart = slice == 0 }, cancellationToken);
            if (reply.Need is null)
            {
                return reply;
            }
        }

        return reply with { Code = "no_match", Message = $"\"{wanted}\" is not among the first {reply.Count} options." };
    }

    /// <summary>Goes down a path such as Europe > Germany.</summary>
    private static async Task<ElementReply> AlongAsync(ElementTarget target, string[] path, CancellationToken cancellationToken)
    {
        var found = await AwaitAsync(target, path[0], BranchWithin, Rest, branch: false, cancellationToken);
        foreach (var next in path.Skip(1))
        {
            if (!found.IsOk)
            {
                return found;
            }

            found = await InBranchAsync(target, found.Option, next, cancellationToken);
        }

        return found;
    }

    private static async Task<ElementReply?> InBranchesAsync(ElementTarget target, string wanted, CancellationToken cancellationToken)
    {
        var branches = await target.CallAsync("branches", new { @ref = target.Number }, cancellationToken);
        foreach (var branch in branches.Refs)
        {
            var found = await InBranchAsync(target, branch, wanted, cancellationToken);
            if (found.IsOk)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Opens a menu of the menu: by pointing at it, else by a click.</summary>
    private static async Task<ElementReply> InBranchAsync(ElementTarget target, int branch, string wanted, CancellationToken cancellationToken)
    {
        await target.CallAsync("remember", new { }, cancellationToken);
        await Pointer.HoverAsync(target.Other(branch), cancellationToken);
        var found = await AwaitAsync(target, wanted, BranchWithin, Rest / 2, branch: true, cancellationToken);
        if (found.IsOk || found.Count > 0)
        {
            return found;
        }

        await Pointer.ClickAsync(target.Other(branch), ClickMode.Left, cancellationToken);
        return await AwaitAsync(target, wanted, OpensWithin, Rest / 2, branch: true, cancellationToken);
    }
}
