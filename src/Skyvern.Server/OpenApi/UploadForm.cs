using Microsoft.OpenApi;

namespace Skyvern.Server.OpenApi;

/// <summary>The form of an upload, which the handler reads itself.</summary>
/// <param name="File">The part with the bytes.</param>
/// <param name="Number">A whole number that goes with it.</param>
/// <param name="NumberDescription">What that is for.</param>
internal sealed record UploadForm(string File, string Number, string NumberDescription)
{
    /// <summary>As the OpenAPI document describes it.</summary>
    public OpenApiRequestBody ToBody() => new()
    {
        Required = true,
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            ["multipart/form-data"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { File },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        [File] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                        [Number] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = NumberDescription },
                    },
                },
            },
        },
    };
}
