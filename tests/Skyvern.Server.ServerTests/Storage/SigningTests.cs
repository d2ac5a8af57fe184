using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Storage;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Storage;

public sealed class SigningTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Sign_KnownValues_GivesTheKnownSignature() =>
        Assert.Equal(
            "STsSyxH093YeZZAODktVRh5TNCFLH2_VMWXqw2xPtJo",
            new SigningKey("k1", "test-secret").Sign("/v1/artifacts/a_1/content", 1_900_000_000));

    [Fact]
    public void Load_FirstStart_MakesAPrivateFileThatLaterStartsRead()
    {
        var first = NewKeys();
        first.Load();

        Assert.Equal(first.Current, NewKeys().Current);
        Assert.Equal(64, first.Current.Secret.Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["signing-keys.json"]));
        }
    }

    [Fact]
    public void Find_RotatedKeys_SignsWithTheFirstAndKnowsTheOthers()
    {
        File.WriteAllText(_folder["signing-keys.json"], """[{"kid": "k2", "secret": "new"}, {"kid": "k1", "secret": "old"}]""");
        var keys = NewKeys();

        Assert.Equal("k2", keys.Current.Kid);
        Assert.Equal("old", keys.Find("k1")?.Secret);
        Assert.Null(keys.Find("k3"));
    }

    public void Dispose() => _folder.Dispose();

    private SigningKeys NewKeys() => new(Options.Create(new DataOptions { Path = _folder.Path }), new NoSharedKeys());
}
