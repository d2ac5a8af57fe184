using Skyvern.Client.Contracts;
using Skyvern.Server.Testing;

namespace Skyvern.Server.ServerTests.Solving;

/// <summary>Every form of the control zoo as a task of its own: filled in with one step and saved, from the prompt's text alone.</summary>
public sealed class ControlZooRunTests(SolvingServer server) : IClassFixture<SolvingServer>
{
    public static TheoryData<string> Pages => [.. ControlZoo.Tasks.Select(task => task.Page).Distinct()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task RunTask_FormOfTheZoo_ArrivesAsAsked(string page)
    {
        // Of several tasks for one control the last counts: a form is sent once.
        var tasks = ControlZoo.Tasks.Where(task => task.Page == page).GroupBy(task => task.Expected.Split('=')[0]).Select(group => group.Last()).ToList();
        var before = server.Site.Posts.Count;
        server.Site.Page("/saved", "<h1>Saved</h1><p>Your entries were saved.</p>");
        var address = server.Site.Page($"/{page}", ControlZoo.Page(page));
        server.Solve = prompt => Solver.Sees(prompt, "Your entries were saved")
            ? Solver.Step(Solver.Done("The page says: Your entries were saved."))
            : Solver.Step(
                Solver.Fill([.. tasks.Select(task => (Solver.RefOf(prompt, task.Control), task.Value))]),
                Solver.Click(Solver.Ref(prompt, "button", "Save")));

        var run = await server.RunAsync(new RunTaskRequest
        {
            Prompt = $"Fill in the form and save it. {string.Join("; ", tasks.Select(task => $"{task.Control}: {task.Value}"))}",
            Url = address,
        });

        Assert.True(run.Status == "completed", run.FailureReason);
        Assert.Equal(2, run.StepCount);
        var post = Assert.Single(server.Site.Posts.Skip(before));
        Assert.All(tasks, task =>
        {
            var parts = task.Expected.Split('=', 2);
            Assert.Equal(parts[1], string.Join('|', post[parts[0]]).ReplaceLineEndings("\n"));
        });
    }
}
