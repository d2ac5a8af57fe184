namespace Skyvern.Server.Pages.NewTask;

/// <summary>What is wrong with a form, at the field where it is to be mended; those of no field under an empty name.</summary>
public sealed class FormFaults
{
    private readonly Dictionary<string, string> _byField = new(StringComparer.Ordinal);

    /// <summary>The sentences by field.</summary>
    public IReadOnlyDictionary<string, string> ByField => _byField;

    /// <summary>Whether there is any.</summary>
    public bool Any => _byField.Count > 0;

    /// <summary>What is wrong with a field; null: nothing.</summary>
    public string? Of(string field) => _byField.GetValueOrDefault(field);

    /// <summary>Notes a fault; a field's first one stays.</summary>
    public void Add(string field, string? sentence)
    {
        if (sentence is not null)
        {
            _byField.TryAdd(field, sentence);
        }
    }
}
