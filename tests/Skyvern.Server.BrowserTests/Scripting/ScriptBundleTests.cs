using System.Text.RegularExpressions;
using Skyvern.Server.Browser.Scripting;

namespace Skyvern.Server.BrowserTests.Scripting;

public sealed partial class ScriptBundleTests
{
    [Fact]
    public void Page_NamesOfItsParts_AreUnique()
    {
        var names = TopLevel().Matches(ScriptBundle.Page).Select(match => match.Groups["name"].Value).ToList();

        // Two parts with one name: with const the whole script fails, with function the last one silently wins.
        Assert.Empty(names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.True(names.Count > 100);
    }

    [GeneratedRegex(@"^(?:async )?(?:function|const|let|class) (?<name>[\w$]+)", RegexOptions.Multiline)]
    private static partial Regex TopLevel();
}
