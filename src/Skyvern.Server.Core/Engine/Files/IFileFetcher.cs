namespace Skyvern.Server.Core.Engine.Files;

/// <summary>Fetches files that a task names by address, under the same policy as everything else that the server itself fetches.</summary>
public interface IFileFetcher
{
    /// <summary>Fetches into a folder; what goes wrong is a value.</summary>
    /// <param name="address">An http or https address; each redirect is judged anew.</param>
    /// <param name="folder">An existing folder.</param>
    /// <param name="mostBytes">A larger file is not fetched.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<FetchedFile> FetchAsync(Uri address, string folder, long mostBytes, CancellationToken cancellationToken);
}

/// <summary>A file that was fetched, or why not.</summary>
/// <param name="Path">Where it is; null: it could not be had.</param>
/// <param name="Problem">Why not, in words that go behind "could not be fetched: ".</param>
public sealed record FetchedFile(string? Path, string? Problem = null);

/// <summary>Fetches nothing: for an engine without a way out of its own.</summary>
internal sealed class NoFileFetcher : IFileFetcher
{
    public Task<FetchedFile> FetchAsync(Uri address, string folder, long mostBytes, CancellationToken cancellationToken) =>
        Task.FromResult(new FetchedFile(null, "this server fetches no files."));
}
