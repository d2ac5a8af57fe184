using Microsoft.OpenApi;
using Skyvern.Client.Contracts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Skyvern.Server.OpenApi;

/// <summary>Describes the webhook's body too: receivers read it, though no operation answers with it.</summary>
internal sealed class WebhookSchemaFilter : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context) =>
        context.SchemaGenerator.GenerateSchema(typeof(WebhookPayload), context.SchemaRepository);
}
