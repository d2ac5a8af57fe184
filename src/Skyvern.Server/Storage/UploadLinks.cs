using System.Web;
using Skyvern.Server.Core.Uploads;
using Skyvern.Server.Http;

namespace Skyvern.Server.Storage;

/// <summary>Makes and checks the signed addresses of uploaded files. They are good as long as the file is kept, and end with its name.</summary>
internal sealed class UploadLinks(SigningKeys keys, ServerAddress address, TimeProvider time)
{
    private const string Folder = "/v1/files/";

    /// <summary>The link.</summary>
    public string To(UploadedFile file)
    {
        var path = PathOf(file.Id);
        return $"{address.Api}{path}/{Uri.EscapeDataString(file.FileName)}?{keys.Query(path, file.ExpiresAt.ToUnixTimeSeconds())}";
    }

    /// <summary>The time a link has left; null when its signature is wrong or it has expired.</summary>
    public TimeSpan? Check(string fileId, string expiry, string kid, string signature) =>
        keys.Check(PathOf(fileId), expiry, kid, signature, time.GetUtcNow());

    /// <summary>The file that an address of this server stands for, and whether its signature is good; null when it is another address.</summary>
    public (string FileId, bool IsGood)? Read(Uri link)
    {
        var home = new Uri(address.Api);
        var root = home.AbsolutePath.TrimEnd('/') + Folder;
        if (!link.Authority.Equals(home.Authority, StringComparison.OrdinalIgnoreCase) || !link.AbsolutePath.StartsWith(root, StringComparison.Ordinal))
        {
            return null;
        }

        var (fileId, query) = (link.AbsolutePath[root.Length..].Split('/')[0], HttpUtility.ParseQueryString(link.Query));
        return (fileId, Check(fileId, query["expiry"] ?? "", query["kid"] ?? "", query["sig"] ?? "") is not null);
    }

    private static string PathOf(string fileId) => Folder + fileId;
}
