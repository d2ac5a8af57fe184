using System.Globalization;
using Skyvern.Server.Core.Engine.Schemas;

namespace Skyvern.Server.UnitTests.Engine.Schemas;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("2026-03-12T10:00:00Z")]
    [InlineData("12.03.2026")]
    [InlineData("12. 3. 2026")]
    [InlineData("due on 12 March 2026")]
    [InlineData("Mar 12, 2026")]
    [InlineData("March 12th 2026")]
    [InlineData("12. März 2026")]
    public void TryFind_DateOfAnyForm_IsRead(string text)
    {
        Assert.True(DateText.TryFind(text, out var date));
        Assert.Equal(new DateOnly(2026, 3, 12), date);
    }

    [Theory]
    [InlineData("25/12/2026", "2026-12-25")]
    [InlineData("12/25/2026", "2026-12-25")]
    public void TryFind_SlashedDateThatCanMeanOneDay_IsRead(string text, string expected)
    {
        Assert.True(DateText.TryFind(text, out var date));
        Assert.Equal(expected, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("03/04/2026")]
    [InlineData("31.02.2026")]
    [InlineData("version 1.2.3")]
    [InlineData("tomorrow")]
    public void TryFind_NoOneDay_IsNotRead(string text) => Assert.False(DateText.TryFind(text, out _));
}
