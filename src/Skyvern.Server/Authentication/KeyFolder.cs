using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Skyvern.Server.Authentication;

/// <summary>The key ring in a folder that nobody else may look into. It is made when keys are first asked for: a server that is only put together, to be looked into, leaves nothing.</summary>
internal sealed class KeyFolder(DirectoryInfo folder, ILoggerFactory logger) : FileSystemXmlRepository(folder, logger)
{
    public override IReadOnlyCollection<XElement> GetAllElements()
    {
        Make();
        return base.GetAllElements();
    }

    public override void StoreElement(XElement element, string friendlyName)
    {
        Make();
        base.StoreElement(element, friendlyName);
    }

    private void Make()
    {
        Directory.Create();
        if (!OperatingSystem.IsWindows())
        {
            Directory.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }
    }
}
