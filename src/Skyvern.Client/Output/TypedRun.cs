using System.Text.Json;
using Skyvern.Client.Contracts;

namespace Skyvern.Client.Output;

/// <summary>A run that completed, with its output in the wanted type.</summary>
/// <param name="Run">The run.</param>
/// <param name="Output">Its output.</param>
public sealed record TypedRun<T>(TaskRunResponse Run, T Output);

/// <summary>Reads outputs.</summary>
internal static class TypedRun
{
    public static TypedRun<T> Read<T>(TaskRunResponse run, JsonSerializerOptions options)
    {
        if (run.Status != "completed")
        {
            throw new RunNotCompletedException(run);
        }

        if (run.Output is not { ValueKind: not JsonValueKind.Null } output)
        {
            throw new OutputMismatchException(run, typeof(T), cause: null);
        }

        try
        {
            // A bare number or boolean goes over the wire as its text.
            var value = output.ValueKind == JsonValueKind.String && IsScalar(typeof(T))
                ? JsonSerializer.Deserialize<T>(output.GetString()!, options)
                : output.Deserialize<T>(options);
            return new(run, value ?? throw new JsonException("It is null."));
        }
        catch (JsonException e)
        {
            throw new OutputMismatchException(run, typeof(T), e);
        }
    }

    private static bool IsScalar(Type type) =>
        Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is >= TypeCode.Boolean and <= TypeCode.Decimal and not TypeCode.Char && !type.IsEnum;
}
