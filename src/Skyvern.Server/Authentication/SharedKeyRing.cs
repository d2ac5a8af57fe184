using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Skyvern.Server.Core.Nodes;

namespace Skyvern.Server.Authentication;

/// <summary>The key ring in the database, for several processes. What a process had in its data folder before is taken over once.</summary>
internal sealed class SharedKeyRing(ISharedKeys keys, string folder) : IXmlRepository
{
    private const string Prefix = "key-ring/";

    private readonly Lock _lock = new();
    private bool _tookOver;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (_lock)
        {
            if (!_tookOver)
            {
                TakeOver();
                _tookOver = true;
            }
        }

        return [.. keys.List(Prefix).Select(text => XElement.Parse(text))];
    }

    public void StoreElement(XElement element, string friendlyName) => keys.Add(Prefix + friendlyName, element.ToString(SaveOptions.DisableFormatting));

    private void TakeOver()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.xml"))
        {
            keys.Add(Prefix + Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));
        }
    }
}
