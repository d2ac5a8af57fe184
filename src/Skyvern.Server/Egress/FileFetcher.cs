using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Skyvern.Server.Core.Engine.Files;

namespace Skyvern.Server.Egress;

/// <summary>Fetches files through the guarded client: every hop of a redirect is judged as the first address was.</summary>
internal sealed class FileFetcher(IHttpClientFactory clients, TimeProvider time) : IFileFetcher
{
    private const int MostRedirects = 5;
    private const int BufferSize = 81_920;
    private const double Megabyte = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<FetchedFile> FetchAsync(Uri address, string folder, long mostBytes, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await FollowAsync(address, folder, mostBytes, both.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new FetchedFile(null, $"it did not arrive within {Patience.TotalSeconds:0} seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException or IOException { InnerException: SocketException })
        {
            return new FetchedFile(null, e.Message.EndsWith('.') ? e.Message : e.Message + ".");
        }
    }

    private async Task<FetchedFile> FollowAsync(Uri address, string folder, long mostBytes, CancellationToken cancellationToken)
    {
        var client = clients.CreateClient(GuardedHttp.ClientName);
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response is { StatusCode: >= System.Net.HttpStatusCode.MultipleChoices and < System.Net.HttpStatusCode.BadRequest, Headers.Location: { } location })
            {
                address = new Uri(address, location);
                continue;
            }

            return response.IsSuccessStatusCode
                ? await SaveAsync(response, Path.Combine(folder, NameOf(response.Content.Headers, address)), mostBytes, cancellationToken)
                : new FetchedFile(null, string.Create(CultureInfo.InvariantCulture, $"the host answered {(int)response.StatusCode} {response.ReasonPhrase}.").Replace(" .", ".", StringComparison.Ordinal));
        }

        return new FetchedFile(null, $"it leads on more than {MostRedirects} times.");
    }

    private static async Task<FetchedFile> SaveAsync(HttpResponseMessage response, string path, long mostBytes, CancellationToken cancellationToken)
    {
        var tooLarge = new FetchedFile(null, string.Create(CultureInfo.InvariantCulture, $"it is larger than {mostBytes / Megabyte:0.##} MB."));
        if (response.Content.Headers.ContentLength > mostBytes)
        {
            return tooLarge;
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await using var file = File.Create(path);
        var buffer = new byte[BufferSize];
        for (long total = 0; await body.ReadAsync(buffer, cancellationToken) is > 0 and var count;)
        {
            total += count;
            if (total > mostBytes)
            {
                return tooLarge;
            }

            await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return new FetchedFile(path);
    }

    // The site's own name for it counts before the address; neither may lead out of the folder.
    private static string NameOf(HttpContentHeaders headers, Uri address)
    {
        var disposition = headers.ContentDisposition;
        var given = (disposition?.FileNameStar ?? disposition?.FileName)?.Trim('"');
        return FileNames.Safe(string.IsNullOrWhiteSpace(given) ? address.AbsolutePath : given, "file");
    }
}
