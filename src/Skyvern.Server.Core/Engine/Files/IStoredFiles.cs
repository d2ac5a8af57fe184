namespace Skyvern.Server.Core.Engine.Files;

/// <summary>Hands over files that callers have uploaded to this server, by the signed addresses that it gave them; no request leaves the server.</summary>
public interface IStoredFiles
{
    /// <summary>Copies the file that an address stands for into a folder; null when the address is none of this server's.</summary>
    /// <param name="organizationId">Whose run asks: files of others do not exist for it.</param>
    /// <param name="address">The address.</param>
    /// <param name="folder">An existing folder.</param>
    /// <param name="mostBytes">A larger file is not copied.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<FetchedFile?> FetchAsync(string organizationId, Uri address, string folder, long mostBytes, CancellationToken cancellationToken);
}

/// <summary>There are none.</summary>
internal sealed class NoStoredFiles : IStoredFiles
{
    public Task<FetchedFile?> FetchAsync(string organizationId, Uri address, string folder, long mostBytes, CancellationToken cancellationToken) =>
        Task.FromResult<FetchedFile?>(null);
}
