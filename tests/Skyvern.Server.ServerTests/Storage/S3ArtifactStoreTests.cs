using Microsoft.Extensions.Options;
using Skyvern.Server.Storage;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Storage;

public sealed class S3ArtifactStoreTests : ArtifactStoreTests, IAsyncLifetime
{
    private S3StandIn _service = null!;
    private S3ArtifactStore _store = null!;

    private protected override int Count => _service.Names.Count;

    public async Task InitializeAsync()
    {
        _service = await S3StandIn.StartAsync();
        Use(_store = Connect());
    }

    public async Task DisposeAsync()
    {
        _store.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Save_WithAPrefix_NamesTheObjectBelowIt()
    {
        using var store = Connect(prefix: "skyvern/");
        await store.SaveAsync("o_1/a_1.txt", new MemoryStream("x"u8.ToArray()), CancellationToken.None);

        Assert.Equal(["skyvern/o_1/a_1.txt"], _service.Names);
    }

    [Theory]
    [InlineData("nobody", "artifacts", "InvalidAccessKeyId")]
    [InlineData("stand-in", "elsewhere", "NoSuchBucket")]
    public async Task Save_ThatTheServiceRefuses_SaysWhy(string key, string bucket, string word)
    {
        using var store = Connect(key, bucket);

        var fault = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync("o_1/a_1.txt", new MemoryStream([1]), CancellationToken.None));

        Assert.Contains(word, fault.Message);
    }

    [Fact]
    public async Task AnyCall_WithoutAService_IsAnIOException()
    {
        using var nobody = new HeldPort();
        using var store = Connect(endpoint: $"http://127.0.0.1:{nobody.Port}");

        await Assert.ThrowsAsync<IOException>(() => store.OpenReadAsync("o_1/a_1.txt", CancellationToken.None));
    }

    private S3ArtifactStore Connect(string? key = null, string? bucket = null, string prefix = "", string? endpoint = null) => new(Options.Create(new StorageOptions
    {
        Kind = StorageKind.S3,
        Endpoint = endpoint ?? _service.Endpoint,
        Bucket = bucket ?? S3StandIn.Bucket,
        AccessKey = key ?? S3StandIn.AccessKey,
        SecretKey = "secret",
        Prefix = prefix,
    }));
}
