namespace Skyvern.Server.Testing;

/// <summary>Waits for a condition, with a deadline.</summary>
public static class Eventually
{
    /// <summary>Waits until the condition holds.</summary>
    public static Task TrueAsync(Func<bool> condition, TimeSpan? patience = null) =>
        TrueAsync(() => Task.FromResult(condition()), patience);

    /// <summary>Waits until the condition holds.</summary>
    public static async Task TrueAsync(Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        using var deadline = new CancellationTokenSource(patience ?? TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(10, deadline.Token);
        }
    }
}
