using Microsoft.OpenApi;

namespace Skyvern.Server.OpenApi;

/// <summary>A query value or header that a handler reads itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Query or header.</param>
/// <param name="Type">Its kind.</param>
/// <param name="Description">What it is for.</param>
/// <param name="IsList">Whether it may be repeated.</param>
internal sealed record RequestField(string Name, ParameterLocation Place, JsonSchemaType Type, string Description, bool IsList = false)
{
    public static RequestField Integer(string name, string description) => new(name, ParameterLocation.Query, JsonSchemaType.Integer, description);

    public static RequestField Text(string name, string description) => new(name, ParameterLocation.Query, JsonSchemaType.String, description);

    public static RequestField Texts(string name, string description) => Text(name, description) with { IsList = true };

    public static RequestField Header(string name, string description) => new(name, ParameterLocation.Header, JsonSchemaType.String, description);

    /// <summary>As the OpenAPI document names it.</summary>
    public OpenApiParameter ToParameter() => new()
    {
        Name = Name,
        In = Place,
        Description = Description,
        Schema = IsList
            ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = Type } }
            : new OpenApiSchema { Type = Type },
    };
}
