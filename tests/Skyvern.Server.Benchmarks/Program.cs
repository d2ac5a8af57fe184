using Skyvern.Server.Benchmarks;
using Skyvern.Server.Benchmarks.Measures;
using Skyvern.Server.Data;

LoadProcess[] cluster = [LoadProcess.Api, LoadProcess.Api, LoadProcess.Worker, LoadProcess.Worker];
IMeasure[] all =
[
    new ObserveMeasure(), new StepOverheadMeasure(),
    new RunStartMeasure(DatabaseProvider.Sqlite), new RunStartMeasure(DatabaseProvider.PostgreSql),
    new CreateRateMeasure(DatabaseProvider.Sqlite), new CreateRateMeasure(DatabaseProvider.PostgreSql),
    new MemoryMeasure(), new PromptSizeMeasure(), new JourneyMeasure(), new LiveMeasure(), new RecordingMeasure(),
    new ListMeasure(),
    new LoadMeasure("load", runs: 500, browsers: 2, cluster), new LoadMeasure("load-short", runs: 60, browsers: 2, cluster),
];
if (args.Except(all.Select(measure => measure.Name)).FirstOrDefault() is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no measure '{unknown}'. There are: {string.Join(", ", all.Select(measure => measure.Name))}.");
    return 2;
}

var figures = new List<Figure>();
var failed = false;
var machine = Machine.Describe();
foreach (var measure in all.Where(measure => args.Length == 0 ? !measure.Name.StartsWith("load", StringComparison.Ordinal) : args.Contains(measure.Name)))
{
    await Console.Error.WriteLineAsync($"{measure.Name} …");
    try
    {
        figures.AddRange(await measure.MeasureAsync());
    }
    catch (Exception e)
    {
        // The outermost frame: one measure that breaks must not hide what the others found.
        failed = true;
        await Console.Error.WriteLineAsync(e.ToString());
        figures.Add(new Figure(measure.Name, $"FAILED: {e.Message.ReplaceLineEndings(" ")}"));
    }
}

Console.WriteLine($"{machine}; {Machine.Load()} at the end.");
Console.WriteLine();
FigureTable.Write(Console.Out, figures);
return failed ? 1 : 0;
