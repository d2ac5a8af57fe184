using System.Globalization;
using System.Text.RegularExpressions;
using Skyvern.Server.Pages;

namespace Skyvern.Server.ServerTests.Pages;

/// <summary>Words can be read on their ground in both themes: 4.5 to 1, as WCAG 2 AA asks for.</summary>
public sealed partial class ColourTests
{
    private static readonly Dictionary<string, (string Light, string Dark)> Tokens =
        Colour().Matches(File.ReadAllText(Path.Combine(PageFiles.Folder, "css", "tokens.css")))
            .ToDictionary(match => match.Groups[1].Value, match => (match.Groups[2].Value, match.Groups[3].Value));

    [Theory]
    [InlineData("text", "page")]
    [InlineData("text", "surface")]
    [InlineData("muted", "page")]
    [InlineData("muted", "surface")]
    [InlineData("muted", "sunken")]
    [InlineData("accent", "page")]
    [InlineData("accent", "surface")]
    public void Words_OnTheirGround_CanBeRead(string words, string ground)
    {
        Assert.InRange(Contrast(Of(Tokens[words].Light), Of(Tokens[ground].Light)), 4.5, 21);
        Assert.InRange(Contrast(Of(Tokens[words].Dark), Of(Tokens[ground].Dark)), 4.5, 21);
    }

    [Theory]
    [InlineData("busy")]
    [InlineData("good")]
    [InlineData("warn")]
    [InlineData("bad")]
    [InlineData("plain")]
    public void Badge_OnItsTint_CanBeRead(string tone)
    {
        const double Tint = 0.12;

        Assert.InRange(Contrast(Of(Tokens[tone].Light), Mix(Of(Tokens[tone].Light), Of(Tokens["page"].Light), Tint)), 4.5, 21);
        Assert.InRange(Contrast(Of(Tokens[tone].Dark), Mix(Of(Tokens[tone].Dark), Of(Tokens["surface"].Dark), Tint)), 4.5, 21);
    }

    [Fact]
    public void Button_OfTheFirstChoice_CanBeRead()
    {
        Assert.InRange(Contrast([1, 1, 1], Of(Tokens["accent-strong"].Light)), 4.5, 21);
        Assert.InRange(Contrast([1, 1, 1], Of(Tokens["accent-strong"].Dark)), 4.5, 21);
    }

    private static double[] Of(string hex) =>
        [.. Enumerable.Range(0, 3).Select(index => int.Parse(hex.AsSpan(1 + (2 * index), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)];

    private static double[] Mix(double[] colour, double[] ground, double share) => [.. colour.Zip(ground, (one, other) => (one * share) + (other * (1 - share)))];

    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(double[] colour)
    {
        double[] linear = [.. colour.Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex(@"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")]
    private static partial Regex Colour();
}
