namespace Skyvern.Server.Storage;

/// <summary>Where artifacts' bytes are kept: screenshots, recordings, downloaded files, prompts.</summary>
internal sealed class StorageOptions
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Storage";

    /// <summary>Files below the data folder, or objects of an S3-compatible service, which several machines can share.</summary>
    /// <value>The default is Files.</value>
    public StorageKind Kind { get; set; } = StorageKind.Files;

    /// <summary>Address of the S3-compatible service, e.g. <c>http://minio:9000</c>.</summary>
    /// <value>Empty: Amazon's own for the region.</value>
    public string Endpoint { get; set; } = "";

    /// <summary>The service's region.</summary>
    /// <value>The default is <c>us-east-1</c>, which services of one's own take as well.</value>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The bucket; it has to exist.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Stands before the name of each object, e.g. <c>skyvern/</c>, for a bucket that is shared with others.</summary>
    /// <value>The default is empty.</value>
    public string Prefix { get; set; } = "";

    /// <summary>The access key's id.</summary>
    /// <value>Empty: the machine's own identity, as Amazon's SDK finds it.</value>
    public string AccessKey { get; set; } = "";

    /// <summary>The access key's secret.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>Whether the bucket stands in the path and not in the host name, as services of one's own mostly want it.</summary>
    /// <value>The default is true; Amazon wants false for new buckets.</value>
    public bool PathStyle { get; set; } = true;
}

/// <summary>Where artifacts' bytes are kept.</summary>
internal enum StorageKind
{
    /// <summary>Below the data folder.</summary>
    Files,

    /// <summary>In an S3-compatible service.</summary>
    S3,
}
