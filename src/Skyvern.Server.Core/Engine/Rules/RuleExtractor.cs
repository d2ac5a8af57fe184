using System.Text.Json;
using Skyvern.Server.Core.Engine.Rules.Extraction;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.Core.Engine.Rules;

/// <summary>
/// Extracts data without a model: from structured data, tables, cards, label and value pairs and headings, by the words that name them. Every value stands
/// on the page; what is not found is null.
/// </summary>
public sealed class RuleExtractor : IDataExtractor
{
    /// <inheritdoc />
    public Task<ExtractionResult> ExtractAsync(ExtractionRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Extract(request));
    }

    private static ExtractionResult Extract(ExtractionRequest request)
    {
        var what = WhatToExtract.Read(request.What);
        if (request.Schema is not { ValueKind: JsonValueKind.Object } schema)
        {
            return FreeForm.Read(request.Page, what);
        }

        if (SchemaTypes.Of(schema).Count == 0 && !schema.TryGetProperty("properties", out _) && schema.TryGetProperty("description", out var description))
        {
            return FreeForm.Read(request.Page, WhatToExtract.Read(description.ToString()));
        }

        var filler = new SchemaFiller(request.Page, schema, what);
        var data = filler.Fill(schema);
        return new ExtractionResult(data, filler.Problems.Count > 0 ? string.Join(' ', filler.Problems.Distinct()) : data is null ? "The page does not show the data of the schema." : null)
        {
            IsCertain = filler.IsCertain,
        };
    }
}
