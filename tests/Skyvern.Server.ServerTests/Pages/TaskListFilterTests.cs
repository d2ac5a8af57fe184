using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Skyvern.Server.Core.Runs;
using Skyvern.Server.Pages.Tasks;

namespace Skyvern.Server.ServerTests.Pages;

public sealed class TaskListFilterTests
{
    [Theory]
    [InlineData("", "/tasks")]
    [InlineData("?page=1&search_key=%20", "/tasks")]
    [InlineData("?status=failed&status=queued&status=failed&search_key=a%26b&page=3", "/tasks?status=queued&status=failed&search_key=a%26b&page=3")]
    [InlineData("?status=paused&status=&page=-1&page_size=5&other=1", "/tasks")]
    public void Address_OfWhatWasRead_SaysTheSameInOneForm(string read, string written) =>
        Assert.Equal(written, Read(read).Address("/tasks"));

    [Fact]
    public void Toggle_OfAStatus_AddsItOrTakesItAwayAndBeginsAnew()
    {
        var filter = Read("?status=failed&search_key=abc&page=4");

        Assert.Equal("/tasks?status=running&status=failed&search_key=abc", filter.Toggle(RunStatus.Running).Address("/tasks"));
        Assert.Equal("/tasks?search_key=abc", filter.Toggle(RunStatus.Failed).Address("/tasks"));
    }

    private static TaskListFilter Read(string query) => TaskListFilter.Read(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
