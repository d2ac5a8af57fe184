using System.Text.Json.Nodes;
using Skyvern.Server.Endpoints;

namespace Skyvern.Server.OpenApi;

/// <summary>Words for people about an endpoint; the OpenAPI document is made of them.</summary>
internal static class EndpointDescriptions
{
    /// <summary>Name, summary and, where the summary does not say it all, a description.</summary>
    public static TBuilder Describe<TBuilder>(this TBuilder builder, string name, string summary, string? description = null)
        where TBuilder : IEndpointConventionBuilder
    {
        IReadOnlyList<IEndpointConventionBuilder> endpoints = builder is EndpointSet set ? set.Builders : [builder];
        for (var index = 0; index < endpoints.Count; index++)
        {
            // Names are unique: those of the further paths are counted.
            endpoints[index].WithName(index == 0 ? name : $"{name}{index + 1}").WithSummary(summary);
            if (description is not null)
            {
                endpoints[index].WithDescription(description);
            }
        }

        return builder;
    }

    /// <summary>Query values and headers that the handler reads itself.</summary>
    public static TBuilder WithFields<TBuilder>(this TBuilder builder, params RequestField[] fields)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata([.. fields]);

    /// <summary>The body that the handler reads itself, with an example.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder builder, Type body, string exampleFile, bool isOptional = false)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RequestBodyExample(body, exampleFile, isOptional));

    /// <summary>An answer that the handler's type does not tell.</summary>
    public static TBuilder Answers<TBuilder, TBody>(this TBuilder builder, int status, string contentType = "application/json")
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(TBody), [contentType]));

    /// <summary>An example of an answer.</summary>
    public static TBuilder WithExample<TBuilder>(this TBuilder builder, int status, string exampleFile)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ResponseExample(status, exampleFile));

    /// <summary>An example of what a list that is answered with status 200 holds.</summary>
    public static TBuilder WithListExample<TBuilder>(this TBuilder builder, string exampleFile)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new ResponseExample(StatusCodes.Status200OK, exampleFile, IsListOf: true));
}

/// <summary>The body an endpoint takes.</summary>
/// <param name="Body">Its record.</param>
/// <param name="File">An example in OpenApi/Examples.</param>
/// <param name="IsOptional">Whether it may be left out.</param>
internal sealed record RequestBodyExample(Type Body, string File, bool IsOptional = false)
{
    public JsonNode Read() => ExampleFiles.Read(File);
}

/// <summary>An example of an answer.</summary>
/// <param name="Status">Its HTTP status.</param>
/// <param name="File">A file in OpenApi/Examples.</param>
/// <param name="IsListOf">Whether the answer is a list of what is in the file.</param>
internal sealed record ResponseExample(int Status, string File, bool IsListOf = false)
{
    public JsonNode Read() => IsListOf ? new JsonArray(ExampleFiles.Read(File)) : ExampleFiles.Read(File);
}
