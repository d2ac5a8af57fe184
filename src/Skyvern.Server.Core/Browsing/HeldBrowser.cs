using System.Diagnostics.CodeAnalysis;

namespace Skyvern.Server.Core.Browsing;

/// <summary>A browser that stays open over several runs, which use it one after the other.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Runs may still wait on both when it is closed; neither holds anything but memory.")]
public sealed class HeldBrowser
{
    private readonly string _id;
    private readonly Func<string?, Task>? _onUse;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _ended = new();

    internal HeldBrowser(string id, IBrowserSession browser, Func<string?, Task>? onUse)
    {
        (_id, Browser, _onUse) = (id, browser, onUse);
        Ended = _ended.Token;
    }

    /// <summary>The browser itself; runs get it by <see cref="LendAsync"/>.</summary>
    public IBrowserSession Browser { get; }

    /// <summary>The run that uses it; null: none does.</summary>
    public string? UsedBy { get; private set; }

    /// <summary>Cancelled when it is closed.</summary>
    public CancellationToken Ended { get; }

    /// <summary>Why it was closed, as a sentence.</summary>
    internal string EndReason { get; private set; } = "";

    /// <summary>Gives the browser to a run as soon as no other uses it; the run gives it back by disposing what it gets.</summary>
    /// <exception cref="BrowserLostException">It was closed, or its process ended.</exception>
    public async Task<IBrowserSession> LendAsync(string runId, IReadOnlyDictionary<string, string>? headers, CancellationToken cancellationToken)
    {
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, Ended))
        {
            try
            {
                await _turn.WaitAsync(either.Token);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                throw new BrowserLostException(EndReason, e);
            }
        }

        var borrowed = new BorrowedBrowser(this);
        try
        {
            await (_onUse?.Invoke(runId) ?? Task.CompletedTask);
            UsedBy = runId;
            await Browser.BeginUseAsync(headers, cancellationToken);
            return borrowed;
        }
        catch
        {
            await borrowed.DisposeAsync();
            throw;
        }
    }

    /// <summary>The run has done with it: what it brought along is taken off, and the next one may have it.</summary>
    internal async ValueTask TakeBackAsync()
    {
        try
        {
            await Browser.EndUseAsync(CancellationToken.None);
        }
        catch (BrowserLostException)
        {
            // Whoever needs the browser next is told.
        }
        finally
        {
            UsedBy = null;
            try
            {
                await (_onUse?.Invoke(null) ?? Task.CompletedTask);
            }
            finally
            {
                _turn.Release();
            }
        }
    }

    /// <summary>Closes the browser; a run that works in it is told why.</summary>
    internal async ValueTask EndAsync(string reason)
    {
        EndReason = reason;
        await _ended.CancelAsync();
        await Browser.DisposeAsync();
    }

    /// <inheritdoc />
    public override string ToString() => _id;
}
