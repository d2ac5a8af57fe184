namespace Skyvern.Server.BrowserTests.Observing;

/// <summary>Lists that hold more than the document does are read whole.</summary>
[Collection(SharedBrowserCollection.Name)]
public sealed class HarvestTests(SharedBrowser browser)
{
    [Fact]
    public async Task Read_ListThatDrawsOnlyRowsInView_GivesAllRowsAndScrollsBack()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <h1>People</h1><div id="box" style="height:300px;overflow:auto"><div id="pad" style="position:relative;height:10000px"></div></div><p>Footer</p><script>
            const rows = Array.from({ length: 20 }, () => { const row = document.createElement('div'); row.style.cssText = 'position:absolute;height:20px'; pad.append(row); return row; });
            const draw = () => { const first = Math.min(480, Math.floor(box.scrollTop / 20)); rows.forEach((row, i) => { row.style.top = (first + i) * 20 + 'px'; row.textContent = 'Person ' + (first + i + 1); }); };
            box.addEventListener('scroll', () => requestAnimationFrame(draw)); draw(); box.scrollTop = 200;</script>
            """);

        var content = await tab.ReadContentAsync();

        var people = content.Markdown.Split('\n').Where(line => line.StartsWith("Person ", StringComparison.Ordinal)).ToList();
        Assert.Equal(Enumerable.Range(1, 500).Select(i => $"Person {i}"), people);
        Assert.StartsWith("# People", content.Markdown, StringComparison.Ordinal);
        Assert.EndsWith("Footer", content.Markdown, StringComparison.Ordinal);
        Assert.Equal(200, await tab.Page.EvaluateAsync<int>("box.scrollTop"));
    }

    [Fact]
    public async Task Read_TableThatDrawsOnlyRowsInView_GivesAllRows()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <div id="box" style="height:300px;overflow:auto"><table style="width:400px"><thead><tr><th>Name</th><th>Town</th></tr></thead><tbody id="body"></tbody></table></div><script>
            const draw = () => { const first = Math.min(180, Math.floor(box.scrollTop / 20)); let html = `<tr style="height:${first * 20}px"></tr>`;
              for (let i = first; i < first + 20; i++) html += `<tr style="height:20px"><td>Name ${i}</td><td><a href="/town/${i}">Town ${i}</a></td></tr>`;
              body.innerHTML = html + `<tr style="height:${(180 - first) * 20}px"></tr>`; };
            box.addEventListener('scroll', draw); draw();</script>
            """);

        var content = await tab.ReadContentAsync();

        var table = Assert.Single(content.Tables);
        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"Name {i}"), table.Rows.Select(row => row[0].Text));
        Assert.Equal(tab.Site.Address("/town/199"), table.Rows[^1][1].Href);
    }

    [Fact]
    public async Task Read_PageThatAddsToItselfAtItsEnd_GivesAllCards()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <div id="list"></div><div id="end">...</div><script>
            let count = 0;
            const add = () => { for (let i = 0; i < 15 && count < 90; i++) document.getElementById('list').insertAdjacentHTML('beforeend', `<article style="height:100px"><h3>Post ${++count}</h3><p class="by">Author ${count}</p></article>`); };
            add(); new IntersectionObserver((seen) => { if (seen[0].isIntersecting) setTimeout(add, 50); }).observe(end);</script>
            """);

        var content = await tab.ReadContentAsync();

        Assert.Contains("Post 90", content.Markdown, StringComparison.Ordinal);
        Assert.Equal(90, content.CardGroups.Max(group => group.Cards.Count));
        Assert.Equal(0, await tab.Page.EvaluateAsync<int>("scrollY"));
    }

    [Fact]
    public async Task Read_ListWithoutEnd_IsCutAndSaysSo()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("""
            <div id="list"></div><script>
            let count = 0;
            const add = () => { for (let i = 0; i < 40; i++) list.insertAdjacentHTML('beforeend', `<p>Line ${++count}</p>`); };
            add(); addEventListener('scroll', add);</script>
            """);

        var content = await tab.ReadContentAsync();

        Assert.Contains("Line 200", content.Markdown, StringComparison.Ordinal);
        Assert.EndsWith("... this list goes on: it was not scrolled to its end", content.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_LongStillPage_StaysAsItIs()
    {
        await using var tab = await browser.OpenAsync();
        await tab.ShowAsync("<h1>Still</h1><div style='height:5000px'></div><p>End</p>");

        Assert.Equal("# Still\n\nEnd", (await tab.ReadContentAsync()).Markdown);
    }
}
