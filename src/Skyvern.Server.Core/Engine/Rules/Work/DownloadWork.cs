using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine.Rules.Clauses;

namespace Skyvern.Server.Core.Engine.Rules.Work;

/// <summary>Downloads a file: finds its link, by the words on it or in its row, and sees to it that a download starts.</summary>
internal sealed class DownloadWork(DownloadClause download) : ClauseWork(download)
{
    private const int Patience = 5;
    private const int LongestSubject = 120;

    /// <inheritdoc />
    public override IEnumerable<Move> Play(Stage stage)
    {
        var found = DownloadFinder.Find(stage.Page, download.Target);
        if (found.Element is null && !found.Ambiguous)
        {
            yield return DownloadFinder.Place(stage.Page, download.Target) is { } place
                ? new ActMove($"Opening \"{place.Label()}\" to look for the file.", new ClickAction(place.Ref))
                : new ActMove($"Waiting for \"{download.Target.Name}\".", new WaitAction(Patience));
            found = DownloadFinder.Find(stage.Page, download.Target);
        }

        if (found.Element is not { } link)
        {
            yield return Stuck(found.Why("file", download.Target.Name));
            yield break;
        }

        stage.Subject = download.Target.Pick == Pick.Only ? download.Target.Name : link.Context.Length > 0 ? StartOf(link.Context) : link.Name;
        yield return new ActMove($"Downloading {string.Join("", ElementFinder.Describe([link]))}.", new ClickAction(link.Ref));
        if (stage.Result.Succeeded && !Started(stage))
        {
            yield return new ActMove("Waiting for the download.", new WaitAction(Patience));
        }

        yield return Started(stage) ? new ReachedMove($"The download of \"{download.Target.Name}\" has started.")
            : stage.Result.Succeeded ? Stuck("the click started no download.")
            : Stuck(stage.Result);
    }

    // A long row is cut at a word: half a word would be found nowhere.
    private static string StartOf(string text) => text.Length <= LongestSubject ? text : text[..(text.LastIndexOf(' ', LongestSubject) is > 0 and var end ? end : LongestSubject)];

    private static bool Started(Stage stage) =>
        stage.Results.Any(result => result.Code == ActionCode.Download || result.Downloads.Count > 0)
        || stage.Page.Notes.Any(note => note.Contains("download", StringComparison.OrdinalIgnoreCase));
}
