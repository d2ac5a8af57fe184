using Microsoft.Extensions.Options;

namespace Skyvern.Server.Storage;

/// <summary>Stops a server that shall keep artifacts in S3 and cannot know where.</summary>
internal sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options) => options switch
    {
        { Kind: StorageKind.Files } => ValidateOptionsResult.Success,
        { Bucket: "" } => ValidateOptionsResult.Fail("Storage:Bucket must name the bucket when Storage:Kind is S3."),
        { Endpoint: { Length: > 0 } endpoint } when !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") =>
            ValidateOptionsResult.Fail($"Storage:Endpoint must be an http or https address such as http://minio:9000, not \"{endpoint}\"."),
        { AccessKey: "", SecretKey.Length: > 0 } or { AccessKey.Length: > 0, SecretKey: "" } =>
            ValidateOptionsResult.Fail("Storage:AccessKey and Storage:SecretKey go together: give both or none."),
        _ => ValidateOptionsResult.Success,
    };
}
