using System.Net;

namespace Skyvern.Server.Core.Browsing;

/// <summary>Looks host names up.</summary>
public interface IHostLookup
{
    /// <summary>All addresses of a name; empty when it has none or the look-up fails.</summary>
    Task<IReadOnlyList<IPAddress>> FindAsync(string host, CancellationToken cancellationToken);
}
