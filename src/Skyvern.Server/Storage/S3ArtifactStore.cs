using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Artifacts;

namespace Skyvern.Server.Storage;

/// <summary>Keeps artifacts as objects of an S3-compatible service. What the service does not do is an <see cref="IOException"/>, as with a disk.</summary>
internal sealed class S3ArtifactStore(IOptions<StorageOptions> options) : IArtifactStore, IDisposable
{
    private readonly AmazonS3Client _client = Connect(options.Value);
    private readonly StorageOptions _options = options.Value;

    public async Task<StoredFile> SaveAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        var name = NameOf(key);

        // The service wants to know length and checksum before the first byte, and a stream from a browser knows neither.
        await using var spooled = Spool();
        await content.CopyToAsync(spooled, cancellationToken);
        spooled.Position = 0;
        var checksum = Convert.ToHexStringLower(await SHA256.HashDataAsync(spooled, cancellationToken));
        spooled.Position = 0;
        var stored = new StoredFile(spooled.Length, checksum);
        var request = new PutObjectRequest
        {
            BucketName = _options.Bucket,
            Key = name,
            InputStream = spooled,
            AutoCloseStream = false,
            UseChunkEncoding = false, // not every service of one's own knows Amazon's form of it
        };
        await AskAsync(() => _client.PutObjectAsync(request, cancellationToken));
        return stored;
    }

    public async Task<Stream?> OpenReadAsync(string key, CancellationToken cancellationToken)
    {
        var name = NameOf(key);
        try
        {
            var facts = await AskAsync(() => _client.GetObjectMetadataAsync(_options.Bucket, name, cancellationToken));
            return new S3ObjectStream((from, token) => OpenAtAsync(name, from, token), facts.ContentLength);
        }
        catch (IOException e) when (e.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound })
        {
            return null;
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var name = NameOf(key);
        return AskAsync(() => _client.DeleteObjectAsync(_options.Bucket, name, cancellationToken));
    }

    /// <summary>Reads what is never there: unlike a question for its size, the answer tells a missing object from a missing bucket.</summary>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var nothing = await OpenAtAsync(_options.Prefix + "health/nothing.txt", 0, cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AmazonS3Exception { ErrorCode: "NoSuchKey" })
        {
        }
    }

    public async IAsyncEnumerable<string> ListAsync(
        string organizationId, DateTimeOffset writtenBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = NameOf(organizationId) + "/" };
        do
        {
            var page = await AskAsync(() => _client.ListObjectsV2Async(request, cancellationToken));
            foreach (var found in page.S3Objects.Where(found => found.LastModified.ToUniversalTime() < writtenBefore))
            {
                if (found.Key[_options.Prefix.Length..] is var key && StorageKey.IsValid(key))
                {
                    yield return key;
                }
            }

            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    public void Dispose() => _client.Dispose();

    private async Task<Stream> OpenAtAsync(string name, long from, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = _options.Bucket, Key = name };
        if (from > 0)
        {
            request.ByteRange = new ByteRange($"bytes={from}-");
        }

        return (await AskAsync(() => _client.GetObjectAsync(request, cancellationToken))).ResponseStream;
    }

    private static async Task<T> AskAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException e)
        {
            throw new IOException($"The artifact storage refused: {e.Message}", e);
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException)
        {
            throw new IOException($"The artifact storage cannot be reached: {e.Message}", e);
        }
    }

    private string NameOf(string key) => StorageKey.IsValid(key)
        ? _options.Prefix + key
        : throw new ArgumentException($"\"{key}\" is not a key of the artifact store.", nameof(key));

    private static FileStream Spool() => new(
        Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
        new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });

    private static AmazonS3Client Connect(StorageOptions options)
    {
        var config = new AmazonS3Config { ForcePathStyle = options.PathStyle, AuthenticationRegion = options.Region, MaxErrorRetry = 2 };
        if (options.Endpoint.Length > 0)
        {
            config.ServiceURL = options.Endpoint;
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        return options.AccessKey.Length > 0
            ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }
}
