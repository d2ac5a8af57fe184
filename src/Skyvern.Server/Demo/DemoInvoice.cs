namespace Skyvern.Server.Demo;

/// <summary>An invoice of the demo account: one for each of the last six whole months.</summary>
/// <param name="Number">e.g. INV-2026-10.</param>
/// <param name="Date">First day of the month after the month it bills.</param>
/// <param name="Total">In euros.</param>
/// <param name="Paid">Whether it is settled.</param>
public sealed record DemoInvoice(string Number, DateOnly Date, decimal Total, bool Paid)
{
    /// <summary>The total as the pages show it.</summary>
    public string TotalText => Total.ToString("'€ '0.00");

    /// <summary>The month it bills, e.g. October 2026.</summary>
    public string Month => Date.AddDays(-1).ToString("MMMM yyyy");

    /// <summary>Newest first. Totals depend on the month alone, so that a file is the same whenever it is fetched.</summary>
    public static IReadOnlyList<DemoInvoice> Until(DateOnly today)
    {
        var thisMonth = new DateOnly(today.Year, today.Month, 1);
        return [.. Enumerable.Range(0, 6).Select(back => thisMonth.AddMonths(-back)).Select((date, index) =>
            new DemoInvoice($"INV-{date.AddDays(-1):yyyy-MM}", date, 40m + (date.Year * 12 + date.Month) * 37 % 400 + 0.95m, index > 0))];
    }
}
