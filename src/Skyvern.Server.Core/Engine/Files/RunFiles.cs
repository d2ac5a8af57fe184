namespace Skyvern.Server.Core.Engine.Files;

/// <summary>The files that a run may upload, and no others: those of its request and those that it downloaded.</summary>
internal sealed class RunFiles(IReadOnlyList<RunFile> given)
{
    private readonly List<RunFile> _files = [.. given];

    /// <summary>Names for the planner.</summary>
    public IReadOnlyList<string> Names => [.. _files.Select(file => file.Name)];

    /// <summary>The file of this name, or of the address that the task wrote; null when there is none.</summary>
    public RunFile? Find(string name) =>
        _files.FirstOrDefault(file => file.Name.Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? _files.FirstOrDefault(file => file.Address is { } address && (address.OriginalString == name.Trim() || address.AbsoluteUri == name.Trim()));

    /// <summary>A file was downloaded.</summary>
    public void AddDownload(string name, string path) =>
        _files.Add(new RunFile(FileNames.Unique(FileNames.Safe(name, "download"), Names)) { Path = path });

    /// <summary>A file is on this machine now.</summary>
    public void Arrive(RunFile file, string path) => _files[_files.IndexOf(file)] = file with { Path = path };
}
