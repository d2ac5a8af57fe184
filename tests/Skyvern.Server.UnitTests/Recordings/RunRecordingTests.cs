using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Skyvern.Server.Core;
using Skyvern.Server.Core.Artifacts;
using Skyvern.Server.Core.Live;
using Skyvern.Server.Core.Recordings;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Testing;

namespace Skyvern.Server.UnitTests.Recordings;

public sealed class RunRecordingTests : IDisposable
{
    private static readonly TimeSpan LastLook = TimeSpan.FromMilliseconds(150);

    private readonly TempFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly FakeVideoEncoder _encoder = new();
    private readonly InMemoryArtifactStore _files = new();
    private readonly Rows _rows = new();
    private readonly List<string> _told = [];
    private readonly TaskRun _run;
    private readonly RecordingKeeper _keeper;

    public RunRecordingTests()
    {
        _run = TaskRun.Queue("o_1", null, new TaskRequest { Prompt = "Look", Engine = "skyvern-2.0", BrowserSessionId = "pbs_1" }, "api", _time.GetUtcNow());
        _keeper = NewKeeper();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Watch_PageThatChanges_ShowsEachPictureAtItsTimeAndTheLastOneToTheEnd()
    {
        var browser = new FakeLiveBrowser();
        var recording = await BeginAsync();
        recording.Watch(browser);
        var begin = _time.GetUtcNow();

        await ShowAsync(browser, 1, pictures: 1);
        _time.Advance(TimeSpan.FromSeconds(2));
        await ShowAsync(browser, 2, pictures: 2);
        _time.Advance(TimeSpan.FromSeconds(1));
        browser.Show(Frame(2)); // nothing new
        await PauseAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await ShowAsync(browser, 3, pictures: 3);
        _time.Advance(TimeSpan.FromSeconds(5));
        await EndAsync(recording);

        Assert.Equal([(1, 0.0), (2, 2.0), (3, 4.0)], Pictures().Take(3));
        Assert.Equal((3, TimeSpan.FromSeconds(9) + LastLook), _encoder.Pictures.Last());
        var artifact = Assert.Single(_rows.Added);
        Assert.Equal((ArtifactTypes.Recording, _run.Id, "pbs_1", begin), (artifact.Type, artifact.RunId, artifact.BrowserSessionId, artifact.StartedAt!.Value));
        Assert.True(_files.Files.ContainsKey(artifact.StorageKey));
        Assert.Empty(Directory.GetFiles(_keeper.Folder));
        Assert.Empty(_told);
        Assert.Equal(0, browser.Viewers);
    }

    [Fact]
    public async Task Watch_AnotherBrowser_GoesOnInTheSameVideo()
    {
        var (lost, anew) = (new FakeLiveBrowser(), new FakeLiveBrowser());
        var recording = await BeginAsync();
        recording.Watch(lost);
        await ShowAsync(lost, 1, pictures: 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        lost.Close();
        recording.Watch(anew);

        await ShowAsync(anew, 2, pictures: 2);
        await EndAsync(recording);

        Assert.Equal([1, 2, 2], _encoder.Pictures.Select(picture => (int)picture.Picture));
        Assert.Equal(1, _encoder.Begun);
        Assert.Single(_rows.Added);
    }

    [Fact]
    public async Task Watch_PageThatNeverStandsStill_IsFilmedHalfAsOftenUntilItDoes()
    {
        var browser = new FakeLiveBrowser();
        var recording = await BeginAsync();
        recording.Watch(browser);
        for (byte picture = 1; picture < 20; picture++)
        {
            browser.Show(Frame(picture));
            await UntilAsync(() => _encoder.Pictures.Count == picture);
            Assert.Equal(TimeSpan.FromSeconds(0.25), browser.Pace);
        }

        browser.Show(Frame(20));
        await UntilAsync(() => browser.Pace == TimeSpan.FromSeconds(0.5));
        browser.Show(Frame(20)); // nothing new
        await UntilAsync(() => browser.Pace == TimeSpan.FromSeconds(0.25));

        await EndAsync(recording);
    }

    [Fact]
    public async Task Watch_EncoderEnds_TellsAndKeepsWhatThereIs()
    {
        var browser = new FakeLiveBrowser();
        var recording = await BeginAsync();
        recording.Watch(browser);
        await ShowAsync(browser, 1, pictures: 1);

        _encoder.Fault = new VideoException("the video encoder has ended");
        browser.Show(Frame(2));
        await _time.RunAsync(Eventually.TrueAsync(() => browser.Viewers == 0));
        await EndAsync(recording);

        Assert.Equal("The recording ends early: the video encoder has ended.", Assert.Single(_told));
        Assert.Single(_rows.Added);
    }

    [Fact]
    public async Task Watch_TooLong_EndsThereAndSaysWhichSettingItWas()
    {
        var browser = new FakeLiveBrowser();
        var recording = await BeginAsync(new RecordingOptions { MaxMinutes = 1 });
        recording.Watch(browser);
        await ShowAsync(browser, 1, pictures: 1);

        _time.Advance(TimeSpan.FromSeconds(61));
        browser.Show(Frame(2));
        await _time.RunAsync(Eventually.TrueAsync(() => browser.Viewers == 0));
        await EndAsync(recording);

        Assert.Equal([1], _encoder.Pictures.Select(picture => (int)picture.Picture));
        Assert.Contains("Recording:MaxMinutes", Assert.Single(_told));
        Assert.Single(_rows.Added);
    }

    [Fact]
    public async Task End_NothingWasShown_LeavesNothing()
    {
        var recording = await BeginAsync();
        recording.Watch(new FakeLiveBrowser());

        await EndAsync(recording);

        Assert.Empty(_rows.Added);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task End_EncoderThatIsSlow_IsWaitedFor()
    {
        _encoder.Takes = () => Task.Delay(TimeSpan.FromSeconds(20), _time);
        var browser = new FakeLiveBrowser();
        var recording = await BeginAsync();
        recording.Watch(browser);
        await ShowAsync(browser, 1, pictures: 1);

        await _time.RunAsync(recording.DisposeAsync().AsTask(), TimeSpan.FromSeconds(1));

        Assert.Single(_rows.Added);
        Assert.Empty(_told);
    }

    [Fact]
    public async Task End_StoreTakesNothing_IsToldAndKeptByALaterSweep()
    {
        _files.Fault = new IOException("away");
        var browser = new FakeLiveBrowser();
        var recording = await BeginAsync();
        recording.Watch(browser);
        await ShowAsync(browser, 1, pictures: 1);
        await EndAsync(recording);
        Assert.Contains("tried again later", Assert.Single(_told));
        Assert.Empty(_rows.Added);

        _files.Fault = null;

        Assert.Equal(1, await _keeper.SweepAsync(CancellationToken.None));
        Assert.Single(_rows.Added);
        Assert.Empty(Directory.GetFiles(_keeper.Folder));
    }

    [Fact]
    public async Task Sweep_RecordingUnderWay_IsLeftAlone()
    {
        var browser = new FakeLiveBrowser();
        var recording = await BeginAsync();
        recording.Watch(browser);
        await ShowAsync(browser, 1, pictures: 1);

        Assert.Equal(0, await NewKeeper().SweepAsync(CancellationToken.None));

        await EndAsync(recording);
        Assert.Single(_rows.Added);
    }

    [Fact]
    public async Task Sweep_RunIsGone_RemovesWhatWasLeft()
    {
        using (var left = RecordingDraft.Create(_keeper.Folder, new RecordingNote("a_1", "o_1", "tsk_gone", null, _time.GetUtcNow())))
        {
            await File.WriteAllTextAsync(left.Video, "video");
        }

        _rows.HasRun = false;
        await _keeper.SweepAsync(CancellationToken.None);

        Assert.Empty(_rows.Added);
        Assert.Empty(_files.Files);
        Assert.Empty(Directory.GetFiles(_keeper.Folder));
    }

    [Fact]
    public async Task Begin_RecordingsAreOff_RecordsNothing() =>
        Assert.Null(await Recorder(new RecordingOptions { Enabled = false }).BeginAsync(_run, TellAsync));

    [Fact]
    public async Task Begin_BlockOfAWorkflow_IsRecordedWithItsWorkflowRun() =>
        Assert.Null(await Recorder(new RecordingOptions()).BeginAsync(TaskRun.StartBlock(_run, _run.Request, _time.GetUtcNow()), TellAsync));

    private async Task<RunRecording> BeginAsync(RecordingOptions? options = null) =>
        (await Recorder(options ?? new RecordingOptions()).BeginAsync(_run, TellAsync))!;

    private RunRecorder Recorder(RecordingOptions options) =>
        new(_encoder, _keeper, Options.Create(options), _time, NullLogger<RunRecording>.Instance);

    private RecordingKeeper NewKeeper() =>
        new(_encoder, _files, _rows, Options.Create(new DataOptions { Path = _folder.Path }), _time, NullLogger<RecordingKeeper>.Instance);

    private Task TellAsync(string message)
    {
        _told.Add(message);
        return Task.CompletedTask;
    }

    /// <summary>The clock stands still meanwhile, so that the picture has this very time.</summary>
    private async Task ShowAsync(FakeLiveBrowser browser, byte picture, int pictures)
    {
        browser.Show(Frame(picture));
        await Eventually.TrueAsync(() => _encoder.Pictures.Count == pictures);
        await PauseAsync();
    }

    /// <summary>Lets time pass until the condition holds.</summary>
    private Task UntilAsync(Func<bool> condition) => Eventually.TrueAsync(() =>
    {
        _time.Advance(TimeSpan.FromSeconds(0.5));
        return condition();
    });

    /// <summary>After each picture that it has looked at it pauses; a pause that began after the clock was moved on would not end.</summary>
    private Task PauseAsync() => Eventually.TrueAsync(() => _time.Pending.Count == 1);

    /// <summary>The clock is moved on once it waits for the last look and its end, and then stands still, so that the end has this very time.</summary>
    private async Task EndAsync(RunRecording recording)
    {
        var end = recording.DisposeAsync().AsTask();
        await Eventually.TrueAsync(() => end.IsCompleted || _time.Pending.Count >= 2);
        _time.Advance(LastLook);
        await end.WaitAsync(TimeSpan.FromSeconds(60));
    }

    private LiveFrame Frame(byte picture) => FakeLiveBrowser.Frame(picture) with { At = _time.GetUtcNow() };

    private IEnumerable<(int Picture, double At)> Pictures() => _encoder.Pictures.Select(picture => ((int)picture.Picture, picture.At.TotalSeconds));

    private sealed class Rows : IRecordingStore
    {
        public List<Artifact> Added { get; } = [];

        public bool HasRun { get; set; } = true;

        public Task<bool> AddAsync(Artifact recording, CancellationToken cancellationToken)
        {
            if (HasRun)
            {
                Added.Add(recording);
            }

            return Task.FromResult(HasRun);
        }
    }
}
