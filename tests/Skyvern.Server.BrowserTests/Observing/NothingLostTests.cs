using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Skyvern.Server.Browser.Observing;

namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>Whatever a page is like: each of its controls has a line, or is counted in a line that says how many are not shown.</summary>
[Collection(SharedBrowserCollection.Name)]
public sealed partial class NothingLostTests(SharedBrowser browser)
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Observe_MadeUpPage_ShowsOrCountsEveryControl(int seed)
    {
        await using var tab = await browser.OpenAsync();
        var page = new MadeUpPage(seed);
        tab.Site.Page("/inner", page.Inner);
        await tab.ShowAsync(page.Html);

        var seen = await tab.ObserveAsync();

        var shown = seen.Lines.Count(line => Control().IsMatch(line));
        var counted = seen.Lines.Append(seen.View).Where(line => !Control().IsMatch(line)).Sum(line => Count().Matches(line).Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(page.Controls, seen.Elements.Count(element => element.Role != "scroller"));
        Assert.Equal(seen.Elements.Count, shown + counted);
        Assert.True(seen.Lines.Sum(line => line.Length + 1) <= LineBudget.HardCharacters);
    }

    [GeneratedRegex(@"^\*?(f\d+)?e\d+ ")]
    private static partial Regex Control();

    [GeneratedRegex(@"(\d+) (?:of them |more )?controls?\b")]
    private static partial Regex Count();

    /// <summary>Sections of every kind in any order, with a known number of controls.</summary>
    private sealed class MadeUpPage
    {
        private readonly Random _random;
        private readonly StringBuilder _html = new();

        public MadeUpPage(int seed)
        {
            _random = new Random(seed);
            for (var section = _random.Next(2, 8); section > 0; section--)
            {
                AddSection();
            }

            if (_random.Next(3) == 0)
            {
                _html.Append("<dialog id=d><p>Dialog</p><button>Yes</button><button>No</button></dialog><script>d.showModal()</script>");
                Controls += 2;
            }
        }

        public string Html => _html.ToString();

        public string Inner { get; } = "<p>Inner</p>" + string.Concat(Enumerable.Range(1, 30).Select(i => $"<p>Line {i} <button>Inner {i}</button></p>"));

        public int Controls { get; private set; }

        private void AddSection()
        {
            var count = _random.Next(1, 160);
            switch (_random.Next(7))
            {
                case 0:
                    Add(count, i => $"<p>A text of some length that stands for itself, number {i}. <a href=/l{i}>Link {i}</a></p>");
                    break;
                case 1:
                    _html.Append("<table><tr><th>Name</th><th>Action</th></tr>");
                    Add(count, i => $"<tr><td>Row number {i}</td><td><button>Edit {i}</button></td></tr>");
                    _html.Append("</table>");
                    break;
                case 2:
                    _html.Append("<form>");
                    Add(count, i => $"<label>Field {i} <input name=f{i}></label> ");
                    _html.Append("</form>");
                    break;
                case 3:
                    _html.Append("<ul style='columns:4'>");
                    Add(count, i => $"<li><a href=/i{i}>An item of a long list, number {i}</a></li>");
                    _html.Append("</ul>");
                    break;
                case 4:
                    _html.Append("<div style='height:200px;overflow:auto'>");
                    Add(count, i => $"<p>Scrolled <button>Within {i}</button></p>");
                    _html.Append("</div>");
                    break;
                case 5:
                    _html.Append($"<iframe src=/inner width=300 height={_random.Next(60, 300)}></iframe>");
                    Controls += 30;
                    break;
                default:
                    _html.Append($"<div style='height:{_random.Next(100, 2000)}px'></div>");
                    Add(3, i => $"<div role=button tabindex=0>Custom {i}</div>");
                    break;
            }
        }

        private void Add(int count, Func<int, string> one)
        {
            for (var i = 1; i <= count; i++)
            {
                _html.Append(one(i));
            }

            Controls += count;
        }
    }
}
