using System.ComponentModel.DataAnnotations;

namespace Skyvern.Server.Data;

/// <summary>Which database keeps organizations, runs and everything about them.</summary>
public sealed class DatabaseOptions : IValidatableObject
{
    /// <summary>The section in the settings.</summary>
    public const string SectionName = "Database";

    /// <summary>Sqlite or PostgreSql.</summary>
    /// <value>The default is <see cref="DatabaseProvider.Sqlite"/>.</value>
    [EnumDataType(typeof(DatabaseProvider))]
    public DatabaseProvider Provider { get; set; }

    /// <summary>
    /// How to reach the database, e.g. <c>Host=db;Database=skyvern;Username=skyvern;Password=…</c>. In the environment also
    /// <c>ConnectionStrings__Skyvern</c>, which counts less.
    /// </summary>
    /// <value>The default is none: with Sqlite the file <c>skyvern.db</c> in the data folder.</value>
    public string? ConnectionString { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Provider == DatabaseProvider.PostgreSql && string.IsNullOrWhiteSpace(ConnectionString))
        {
            yield return new ValidationResult(
                "Database:ConnectionString is needed when Database:Provider is PostgreSql, e.g. Host=localhost;Database=skyvern;Username=skyvern;Password=...",
                [nameof(ConnectionString)]);
        }
    }
}
