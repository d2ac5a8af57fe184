using Skyvern.Server.Demo;

namespace Skyvern.Server.Pages.NewTask;

/// <summary>What stands in the fields of the form, exactly as written.</summary>
public sealed class TaskForm(IReadOnlyDictionary<string, string> texts)
{
    /// <summary>The text of a field; empty where there is none.</summary>
    public string this[string name] => texts.TryGetValue(name, out var text) ? text : "";

    /// <summary>A form that nothing was written into.</summary>
    public static TaskForm Empty { get; } = new(new Dictionary<string, string>());

    /// <summary>As a browser sent it.</summary>
    internal static TaskForm Of(IFormCollection form) =>
        new(TaskFields.All.Where(field => form.ContainsKey(field.Name)).ToDictionary(field => field.Name, field => form[field.Name].ToString()));

    /// <summary>A task of the demo site.</summary>
    /// <param name="task">The task.</param>
    /// <param name="site">Where the server is reached.</param>
    internal static TaskForm Of(DemoTask task, string site) => new(new Dictionary<string, string>
    {
        ["prompt"] = task.Prompt,
        ["url"] = site + task.Path,
        [TaskFields.Schema] = task.Schema,
    });

    /// <summary>A task that goes on in a browser session.</summary>
    internal static TaskForm In(string session) => new(new Dictionary<string, string> { [TaskFields.Session] = session });

    /// <summary>Whether something is written into the field.</summary>
    public bool Has(string name) => !string.IsNullOrWhiteSpace(this[name]);
}
