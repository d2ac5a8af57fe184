using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Skyvern.Server.OpenApi;

/// <summary>Says of the wire's records what generators of clients have to know: answers may grow, and some texts are words of a list.</summary>
internal sealed class WireSchemaFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema own)
        {
            return;
        }

        // Unknown fields are ignored in requests, and a later server's answers may have more of them.
        own.AdditionalPropertiesAllowed = true;
        if (context.MemberInfo?.GetCustomAttribute<AllowedValuesAttribute>() is { } words)
        {
            own.Enum = [.. words.Values.Select(word => (JsonNode)JsonValue.Create((string)word!))];
        }
    }
}
