using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Parts.Runs;
using Skyvern.Server.Pages.Runs;

namespace Skyvern.Server.ServerTests.Pages.Runs;

public sealed class TimelineBuilderTests
{
    [Fact]
    public void Step_PageReadModelAskedActionDone_TimeIsToldApart()
    {
        var step = RunSample.Step(0, 1, 6);
        var facts = RunSample.Facts() with
        {
            Steps = [step],
            Actions = [RunSample.Action(step, planned: 4, from: 4.5, to: 5)],
            Artifacts = [RunSample.Artifact(ArtifactTypes.Observation, 2, step)],
        };

        var entry = Assert.Single(TimelineBuilder.Of(facts).AllSteps);

        Assert.Equal([(PieceKind.Page, 1d, 1d), (PieceKind.Model, 2, 2), (PieceKind.Page, 4, 0.5), (PieceKind.Action, 4.5, 0.5), (PieceKind.Page, 5, 1)], Pieces(entry));
    }

    [Fact]
    public void Step_PersonHasControlInIt_TheirTimeLiesOverTheRest()
    {
        var step = RunSample.Step(0, 0, 8);
        var facts = RunSample.Facts() with
        {
            Steps = [step],
            Events = [RunSample.Event("run.control_taken", 2), RunSample.Event("person.clicked", 3, "ann clicked."), RunSample.Event("run.control_returned", 5)],
        };

        var entry = Assert.Single(TimelineBuilder.Of(facts).AllSteps);

        Assert.Contains((PieceKind.Person, 2d, 3d), Pieces(entry));
        Assert.Equal([NoteTone.Person, NoteTone.Person, NoteTone.Person], entry.Items.Cast<NoteEntry>().Select(note => note.Tone));
    }

    [Fact]
    public void Steps_RepeatsAndNotes_AreInTheirPlace()
    {
        var first = RunSample.Step(0, 1, 3, StepStatus.Failed);
        var facts = RunSample.Facts() with
        {
            Steps = [first, RunSample.Step(0, 3, 5, retry: 1), RunSample.Step(1, 6, 9, note: "Sending the form")],
            Events = [RunSample.Event("run.opened", 0.5), RunSample.Event("step.started", 1), RunSample.Event("run.notice", 5.5), RunSample.Event("run.notice", 7)],
        };

        var view = TimelineBuilder.Of(facts);

        Assert.Equal([typeof(NoteEntry), typeof(StepEntry), typeof(NoteEntry), typeof(StepEntry)], view.Entries.Select(entry => entry.GetType()));
        Assert.Equal(["1", "1-1", "2"], view.AllSteps.Select(step => step.Place.ToString()));
        Assert.Equal((2, "Sending the form"), (view.Steps, view.AllSteps.Last().Title));
        Assert.IsType<NoteEntry>(Assert.Single(view.AllSteps.Last().Items));
    }

    [Fact]
    public async Task Bar_OfAStep_ShowsItsShareOfTheRun()
    {
        var step = RunSample.Step(0, 5, 10);
        var entry = Assert.Single(TimelineBuilder.Of(RunSample.Facts() with { Steps = [step] }).AllSteps);

        var html = await Rendered.HtmlAsync<TimeBar>(new() { ["Step"] = entry, ["Whole"] = TimeSpan.FromSeconds(10) });

        Assert.Contains("<rect class=\"for-page\" x=\"500\" y=\"0\" width=\"500\"", html, StringComparison.Ordinal);
        Assert.Contains("5.0 s, from 5.0 s on, page 5.0 s", html, StringComparison.Ordinal);
    }

    private static IEnumerable<(PieceKind Kind, double From, double Length)> Pieces(StepEntry step) =>
        step.Pieces.Select(piece => (piece.Kind, piece.Offset.TotalSeconds, piece.Length.TotalSeconds));
}
