using System.Globalization;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Browsing;
using Skyvern.Server.Core.Engine.Protection;
using Skyvern.Server.Core.Runs;

namespace Skyvern.Server.Core.Engine.Files;

/// <summary>
/// Finds the bytes of a file that is to be uploaded, and fetches them when they are first needed. Names that are not in the run's list,
/// paths of this machine above all, are refused.
/// </summary>
internal sealed class UploadPreparer(IStoredFiles stored, IFileFetcher fetcher, IOptions<EngineOptions> options) : IActionPreparer
{
    private const long Megabyte = 1024 * 1024;

    /// <inheritdoc />
    public async Task<PreparedAction> PrepareAsync(RunState run, BrowserAction action, Observation page)
    {
        if (action is not UploadAction upload)
        {
            return new PreparedAction(action);
        }

        if (run.Files.Find(upload.File) is not { } file)
        {
            var names = run.Files.Names;
            return new PreparedAction(action, new ActionResult(
                ActionCode.Blocked, names.Count == 0 ? "The run has no files to upload." : $"Only the run's own files can be uploaded: {string.Join(", ", names)}."));
        }

        if (page.Find(upload.Ref) is { } element && !MayReceive(run, element, page))
        {
            return new PreparedAction(action, new ActionResult(
                ActionCode.Blocked, $"Files are only given to the sites of the task, not to {SecretFields.SiteOf(element, page)?.Name ?? "this page"}."));
        }

        return new PreparedAction(upload with { Path = await PathAsync(run, file) });
    }

    private static bool MayReceive(RunState run, PageElement element, Observation page) =>
        SecretFields.SiteOf(element, page) is { } site && (run.Sites.Starts.Any(own => own.Holds(site)) || site.Holds(SiteName.Of(page.Url)));

    private async Task<string> PathAsync(RunState run, RunFile file)
    {
        // A browser that was started anew has lost the files of the one before.
        if (file.Path is { } known && File.Exists(known))
        {
            return known;
        }

        var folder = NewFolder(run.Browser.Session.FilesFolder);
        var most = options.Value.MaxUploadMegabytes * Megabyte;
        var fetched = file switch
        {
            { Content: { } content } => await WriteAsync(content, Path.Combine(folder, file.Name), most, run.Work),
            { Address: { } address } => await stored.FetchAsync(run.Run.OrganizationId, address, folder, most, run.Work)
                ?? await fetcher.FetchAsync(address, folder, most, run.Work),
            _ => new FetchedFile(null, "the browser that had downloaded it was lost."),
        };
        if (fetched.Path is not { } path)
        {
            var name = file.Address is { } address ? ActionText.Place(address.AbsoluteUri) : file.Name;
            throw new RunEndException(RunResult.Failed($"The file {name} could not be fetched: {fetched.Problem}", FailureCategory.Navigation));
        }

        Share(path);
        run.Files.Arrive(file, path);
        return path;
    }

    private static async Task<FetchedFile> WriteAsync(byte[] content, string path, long most, CancellationToken cancellationToken)
    {
        if (content.Length > most)
        {
            return new FetchedFile(null, string.Create(CultureInfo.InvariantCulture, $"it is larger than {most / Megabyte} MB."));
        }

        await File.WriteAllBytesAsync(path, content, cancellationToken);
        return new FetchedFile(path);
    }

    private static string NewFolder(string root)
    {
        Directory.CreateDirectory(root);
        var folder = Directory.CreateDirectory(Path.Combine(root, Path.GetRandomFileName())).FullName;
        if (!OperatingSystem.IsWindows())
        {
            foreach (var shared in (string[])[root, folder])
            {
                File.SetUnixFileMode(shared, File.GetUnixFileMode(shared) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
            }
        }

        return folder;
    }

    // The browser may run as another user.
    private static void Share(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherRead);
        }
    }
}
