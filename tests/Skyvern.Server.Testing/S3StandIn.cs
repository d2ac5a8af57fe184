using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Skyvern.Server.Testing;

/// <summary>
/// The few calls of the S3 protocol that an artifact store needs, over HTTP, with objects in memory: put, get (whole or from a position on),
/// head, delete, list in pages of ten, and errors in S3's form. It looks whether requests are signed for its key, not at the signature itself.
/// </summary>
public sealed partial class S3StandIn : IAsyncDisposable
{
    private const int NamesAPage = 10;

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, byte[]> _objects = new(StringComparer.Ordinal);

    private S3StandIn(WebApplication app) => _app = app;

    /// <summary>The only bucket.</summary>
    public static string Bucket => "artifacts";

    /// <summary>The id of the only access key.</summary>
    public static string AccessKey => "stand-in";

    /// <summary>Its address.</summary>
    public string Endpoint => _app.Urls.First();

    /// <summary>Names of all objects.</summary>
    public IReadOnlyCollection<string> Names => [.. _objects.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Starts an empty service.</summary>
    public static async Task<S3StandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var service = new S3StandIn(builder.Build());
        service._app.Run(service.AnswerAsync);
        await service._app.StartAsync();
        return service;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = request.Path.Value!.TrimStart('/').Split('/', 2);
        if (!request.Headers.Authorization.ToString().StartsWith($"AWS4-HMAC-SHA256 Credential={AccessKey}/", StringComparison.Ordinal))
        {
            await FailAsync(response, 403, "InvalidAccessKeyId");
        }
        else if (path[0] != Bucket)
        {
            await FailAsync(response, 404, "NoSuchBucket");
        }
        else if (HttpMethods.IsPut(request.Method))
        {
            await PutAsync(context, path[1]);
        }
        else if (HttpMethods.IsDelete(request.Method))
        {
            _objects.TryRemove(path[1], out _);
            response.StatusCode = 204;
        }
        else if (request.Query["list-type"] == "2")
        {
            await ListAsync(context);
        }
        else if (!_objects.TryGetValue(path[1], out var bytes))
        {
            await FailAsync(response, 404, "NoSuchKey");
        }
        else
        {
            await SendAsync(context, bytes);
        }
    }

    private async Task PutAsync(HttpContext context, string name)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.ToArray();
        if (context.Request.Headers["x-amz-content-sha256"].ToString() is { Length: 64 } promised && promised != Convert.ToHexStringLower(SHA256.HashData(bytes)))
        {
            await FailAsync(context.Response, 400, "XAmzContentSHA256Mismatch");
            return;
        }

        _objects[name] = bytes;
    }

    private Task ListAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var after = query["continuation-token"].ToString();
        var names = Names.Where(name => name.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal))
            .Where(name => string.CompareOrdinal(name, after) > 0).Take(NamesAPage + 1).ToList();
        var isCut = names.Count > NamesAPage;
        var written = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var entries = names.Take(NamesAPage).Select(name => $"<Contents><Key>{name}</Key><LastModified>{written}</LastModified><Size>1</Size></Contents>");
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(
            $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><ListBucketResult><IsTruncated>{(isCut ? "true" : "false")}</IsTruncated>{string.Concat(entries)}"
            + (isCut ? $"<NextContinuationToken>{names[NamesAPage - 1]}</NextContinuationToken>" : "") + "</ListBucketResult>");
    }

    private static async Task SendAsync(HttpContext context, byte[] bytes)
    {
        var from = 0;
        if (Range().Match(context.Request.Headers.Range.ToString()) is { Success: true } range)
        {
            from = int.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture);
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = $"bytes {from}-{bytes.Length - 1}/{bytes.Length}";
        }

        context.Response.ContentLength = bytes.Length - from;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(from), context.RequestAborted);
        }
    }

    private static Task FailAsync(HttpResponse response, int status, string code)
    {
        response.StatusCode = status;
        response.ContentType = "application/xml";
        return HttpMethods.IsHead(response.HttpContext.Request.Method)
            ? Task.CompletedTask
            : response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>{code} of the stand-in</Message></Error>");
    }

    [GeneratedRegex("^bytes=([0-9]+)-$")]
    private static partial Regex Range();
}
