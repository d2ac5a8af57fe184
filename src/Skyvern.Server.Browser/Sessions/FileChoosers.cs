using Microsoft.Playwright;

namespace Skyvern.Server.Browser.Sessions;

/// <summary>
/// Catches every file chooser of a tab before it opens: nobody is there to answer it. One that an upload waits for is its own, any other
/// one is dismissed and told.
/// </summary>
internal sealed class FileChoosers
{
    private readonly ActivitySignals _signals;
    private TaskCompletionSource<IFileChooser>? _awaited;

    /// <summary>Catches the choosers of the page from now on.</summary>
    public FileChoosers(IPage page, ActivitySignals signals)
    {
        _signals = signals;
        page.FileChooser += (_, chooser) => OnOpened(chooser);
    }

    /// <summary>The chooser that <paramref name="action"/> opens; null when it opens none within the patience.</summary>
    public async Task<IFileChooser?> OpenedByAsync(Func<Task> action, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var awaited = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _awaited, awaited);
        try
        {
            await action();
            return await awaited.Task.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException) when (!awaited.Task.IsCompleted)
        {
            return null;
        }
        finally
        {
            Volatile.Write(ref _awaited, null);
        }
    }

    private void OnOpened(IFileChooser chooser)
    {
        if (Volatile.Read(ref _awaited) is not { } awaited || !awaited.TrySetResult(chooser))
        {
            _signals.FileChooserOpened();
        }
    }
}
