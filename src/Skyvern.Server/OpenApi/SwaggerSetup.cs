using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Skyvern.Client;
using Skyvern.Client.Contracts;
using Skyvern.Server.Authentication;
using Skyvern.Server.Endpoints;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Skyvern.Server.OpenApi;

/// <summary>The OpenAPI document, also at /openapi/v1.json, and its page at /swagger.</summary>
internal static class SwaggerSetup
{
    /// <summary>The two ways to send a key.</summary>
    public static readonly IReadOnlyList<string> Schemes = ["ApiKey", "Bearer"];

    private const string Document = "v1";

    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(Describe);
        return services;
    }

    public static void UseOpenApiPage(this WebApplication app)
    {
        app.UseSwagger();

        // Where the framework's own document lies, for tools that look there.
        app.UseSwagger(document => document.RouteTemplate = "openapi/{documentName}.json");
        app.UseSwaggerUI(page =>
        {
            page.DocumentTitle = "Skyvern.Server API";
            page.SwaggerEndpoint($"/swagger/{Document}/swagger.json", "Skyvern.Server");
            page.EnablePersistAuthorization();
            page.EnableTryItOutByDefault();
            page.DisplayRequestDuration();
        });
    }

    private static void Describe(SwaggerGenOptions options)
    {
        options.SwaggerDoc(Document, new OpenApiInfo
        {
            Title = "Skyvern.Server",
            Version = ServiceEndpoints.Version,
            Description = "Give a browser task in plain words, follow the run, read its output, files and screenshots. "
                + "Every call but those under Service needs an API key.",
        });
        options.AddSecurityDefinition(Schemes[0], new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyHandler.Header,
            Description = "The API key.",
        });
        options.AddSecurityDefinition(Schemes[1], new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The API key as a bearer credential.",
        });
        options.OperationFilter<EndpointOperationFilter>();
        options.SchemaFilter<WireSchemaFilter>();
        options.DocumentFilter<WebhookSchemaFilter>();
        options.SupportNonNullableReferenceTypes();
        options.UseAllOfToExtendReferenceSchemas();
        options.NonNullableReferenceTypesAsRequired();
        foreach (var anyJson in (Type[])[typeof(JsonElement), typeof(JsonNode)])
        {
            options.MapType(anyJson, () => new OpenApiSchema());
        }

        options.MapType<JsonObject>(() => new OpenApiSchema { Type = JsonSchemaType.Object });
        options.MapType<JsonArray>(() => new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema() });
        options.MapType<ActionWithResults>(() => new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Description = "A list of two: the action, and the list of its results.",
            Items = new OpenApiSchema(),
        });
        options.IncludeXmlComments(typeof(SkyvernClient).Assembly);
    }
}
