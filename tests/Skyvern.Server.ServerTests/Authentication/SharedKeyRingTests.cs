using System.Xml.Linq;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Authentication;

public sealed class SharedKeyRingTests
{
    [Fact]
    public void GetAllElements_KeysOfATimeAlone_AreTakenOverOnceAndSeenByOthers()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["key-1.xml"], """<key id="1" />""");
        var keys = new Shared();
        var ring = new SharedKeyRing(keys, folder.Path);

        ring.StoreElement(XElement.Parse("""<key id="2" />"""), "key-2");
        ring.GetAllElements();
        ring.GetAllElements();

        var seen = new SharedKeyRing(keys, folder["none"]).GetAllElements();
        Assert.Equal(["1", "2"], seen.Select(element => element.Attribute("id")!.Value));
    }

    private sealed class Shared : ISharedKeys
    {
        private readonly SortedDictionary<string, string> _values = [];

        public bool AreShared => true;

        public IReadOnlyList<string> List(string prefix) => [.. _values.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => pair.Value)];

        public void Add(string name, string value) => _values.TryAdd(name, value);

        public Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(new MemoryStream());
    }
}
