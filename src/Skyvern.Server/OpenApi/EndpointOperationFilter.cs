using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Skyvern.Server.OpenApi;

/// <summary>Adds to an operation what its endpoint's metadata tells: fields, body, examples and whether a key is needed.</summary>
internal sealed class EndpointOperationFilter : IOperationFilter
{
    private const string Json = "application/json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        foreach (var field in metadata.OfType<RequestField>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(field.ToParameter());
        }

        if (metadata.OfType<RequestBodyExample>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !body.IsOptional,
                Content = new Dictionary<string, IOpenApiMediaType>
                {
                    [Json] = new OpenApiMediaType { Schema = context.SchemaGenerator.GenerateSchema(body.Body, context.SchemaRepository), Example = body.Read() },
                },
            };
        }

        if (metadata.OfType<UploadForm>().FirstOrDefault() is { } form)
        {
            operation.RequestBody = form.ToBody();
        }

        foreach (var example in metadata.OfType<ResponseExample>())
        {
            if (operation.Responses?.TryGetValue(example.Status.ToString(), out var answer) == true && answer.Content?.TryGetValue(Json, out var content) == true)
            {
                ((OpenApiMediaType)content).Example = example.Read();
            }
        }

        if (metadata.OfType<IAuthorizeData>().Any())
        {
            operation.Security = SwaggerSetup.Schemes.Select(scheme => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
            }).ToList();
        }
    }
}
