using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;

namespace Skyvern.Server.Http;

/// <summary>The four bytes <c>null</c>: the framework's own results for null send an empty body.</summary>
internal sealed class JsonNull : IResult, IEndpointMetadataProvider
{
    public static readonly JsonNull Instance = new();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json";
        return httpContext.Response.WriteAsync("null", httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(void), ["application/json"]));
}
