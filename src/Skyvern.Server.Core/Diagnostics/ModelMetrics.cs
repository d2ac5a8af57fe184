using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Skyvern.Server.Core.Diagnostics;

/// <summary>What is measured of the model, named as OpenTelemetry's conventions for generative AI have it.</summary>
public sealed class ModelMetrics
{
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _tokens;

    internal ModelMetrics(Meter meter)
    {
        _duration = meter.CreateHistogram("gen_ai.client.operation.duration", "s", "GenAI operation duration.", advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
        });
        _tokens = meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Number of input and output tokens used.", advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
        });
    }

    /// <summary>A question was answered, or not.</summary>
    public void Asked(TimeSpan took, in TagList tags) => _duration.Record(took.TotalSeconds, tags);

    /// <summary>Tokens were spent on a question.</summary>
    public void Spent(int input, int output, in TagList tags)
    {
        _tokens.Record(input, With(tags, "input"));
        _tokens.Record(output, With(tags, "output"));
    }

    private static TagList With(TagList tags, string type)
    {
        tags.Add("gen_ai.token.type", type);
        return tags;
    }
}
