using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Storage;

namespace Skyvern.Server.Nodes;

/// <summary>Names the place where this process keeps artifacts, so that processes can tell whether they share it.</summary>
internal sealed class StoragePlace(IOptions<StorageOptions> storage, IOptions<DataOptions> data)
{
    private const string FileName = "storage-id";

    private readonly Lazy<string> _name = new(() => storage.Value.Kind == StorageKind.S3
        ? $"s3 {storage.Value.Endpoint} {storage.Value.Bucket} {storage.Value.Prefix}"
        : $"files {FolderName(data.Value.Under(FileName))}");

    /// <summary>The name.</summary>
    public string Name => _name.Value;

    /// <summary>A folder is known by what the first process wrote into it: machines give the same folder different paths.</summary>
    private static string FolderName(string path)
    {
        PrivateFile.TryWriteNew(path, Guid.NewGuid().ToString("N"));
        return File.ReadAllText(path);
    }
}
