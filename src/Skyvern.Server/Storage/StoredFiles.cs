using System.Globalization;
using Skyvern.Server.Core.Engine.Files;
using Skyvern.Server.Core.Uploads;

namespace Skyvern.Server.Storage;

/// <summary>Hands uploaded files to runs straight from the store: the server's own address may well be one that it refuses to call.</summary>
internal sealed class StoredFiles(UploadLinks links, UploadService uploads) : IStoredFiles
{
    private const double Megabyte = 1024 * 1024;

    private static readonly FetchedFile NotThere = new(null, "this server has no such file, or its address has expired.");

    public async Task<FetchedFile?> FetchAsync(string organizationId, Uri address, string folder, long mostBytes, CancellationToken cancellationToken)
    {
        if (links.Read(address) is not { } link)
        {
            return null;
        }

        if (!link.IsGood || await uploads.OpenAsync(link.FileId, cancellationToken) is not { } found)
        {
            return NotThere;
        }

        await using var content = found.Content;
        if (found.File.OrganizationId != organizationId)
        {
            return NotThere;
        }

        if (found.File.Size > mostBytes)
        {
            return new FetchedFile(null, string.Create(CultureInfo.InvariantCulture, $"it is larger than {mostBytes / Megabyte:0.##} MB."));
        }

        var path = Path.Combine(folder, FileNames.Safe(found.File.FileName, "file"));
        await using var copy = File.Create(path);
        await content.CopyToAsync(copy, cancellationToken);
        return new FetchedFile(path);
    }
}
