using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Skyvern.Client.Contracts;

/// <summary>A run in the form of the first generation, with the fields of the run object too.</summary>
public sealed record TaskResponse : TaskFields
{
    /// <summary>An empty one, to be filled.</summary>
    public TaskResponse()
    {
    }

    /// <summary>The fields that it shares, with the request in both its forms.</summary>
    [SetsRequiredMembers]
    public TaskResponse(TaskFields fields, TaskRequestResponse request, RunRequestEcho runRequest)
        : base(fields)
    {
        Request = request;
        RunRequest = runRequest;
    }

    /// <summary>The request in the words of the first generation.</summary>
    [JsonPropertyOrder(11)]
    public required TaskRequestResponse Request { get; init; }

    /// <summary>The request as accepted.</summary>
    [JsonPropertyOrder(12)]
    public required RunRequestEcho RunRequest { get; init; }
}
