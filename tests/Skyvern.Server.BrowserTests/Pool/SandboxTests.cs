using Skyvern.Server.Browser.Pool;
using Skyvern.Server.Testing;

namespace Skyvern.Server.BrowserTests.Pool;

public sealed class SandboxTests
{
    [Fact]
    public async Task Wrap_OfManyBrowsersAtOnce_GivesEachTheProgram()
    {
        for (var round = 0; round < 300; round++)
        {
            using var instance = new TempFolder();
            var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var starts = Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
            {
                await start.Task;
                return Sandbox.Wrap("/usr/bin/true", instance.Path, Directory.CreateDirectory(instance[$"profile{Guid.NewGuid():N}"]).FullName);
            })).ToList();
            start.SetResult();

            var programs = await Task.WhenAll(starts);

            // Null where the server itself has no rights to give away: then browsers start as it is.
            Assert.Equal(Environment.IsPrivilegedProcess ? [instance["browser.sh"]] : new string?[] { null }, programs.Distinct());
        }
    }
}
