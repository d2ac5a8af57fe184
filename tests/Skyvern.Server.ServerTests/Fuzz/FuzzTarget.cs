using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Skyvern.Server.OpenApi;

namespace Skyvern.Server.ServerTests.Fuzz;

/// <summary>An endpoint of the running server, with all that is needed to call it well, and so to call it badly.</summary>
internal sealed record FuzzTarget(string Method, RoutePattern Pattern, string Family, JsonObject? Example, IReadOnlyList<string> Queries, IReadOnlyList<string> Headers)
{
    private static readonly string[] BodyMethods = ["POST", "PUT", "PATCH"];

    public string Name => $"{Method} {Pattern.RawText}";

    public bool TakesBody => BodyMethods.Contains(Method);

    public bool HasParameters => Pattern.Parameters.Count > 0;

    /// <summary>All endpoints but the pages for people: what is added to the server is found here by itself.</summary>
    public static IReadOnlyList<FuzzTarget> Of(IServiceProvider services) =>
        [.. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .SelectMany(Of).OrderBy(target => target.Name, StringComparer.Ordinal)];

    /// <summary>The path with these values in place of its parameters, as they are sent.</summary>
    public string Path(Func<string, string> value) =>
        "/" + string.Join('/', Pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternParameterPart parameter => value(parameter.Name),
            _ => "",
        }))));

    private static IEnumerable<FuzzTarget> Of(RouteEndpoint endpoint)
    {
        var fields = endpoint.Metadata.GetOrderedMetadata<RequestField>();
        var example = endpoint.Metadata.GetMetadata<RequestBodyExample>()?.Read() as JsonObject;
        var family = endpoint.Metadata.GetMetadata<ITagsMetadata>()?.Tags[0] ?? "Health";
        return (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => new FuzzTarget(
            method,
            endpoint.RoutePattern,
            family,
            example,
            [.. fields.Where(field => field.Place == ParameterLocation.Query).Select(field => field.Name)],
            [.. fields.Where(field => field.Place == ParameterLocation.Header).Select(field => field.Name)]));
    }
}
