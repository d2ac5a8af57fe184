using System.Reflection;
using Skyvern.Client;
using Skyvern.Server.Browser;
using Skyvern.Server.Core;
using Skyvern.Server.Data;
using Skyvern.Server.Llm;

namespace Skyvern.Server.ServerTests;

/// <summary>Who may use whom, read from what the compiled assemblies reference.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly Core = typeof(CoreServiceCollectionExtensions).Assembly;
    private static readonly Assembly Data = typeof(DataServiceCollectionExtensions).Assembly;
    private static readonly Assembly Browser = typeof(BrowserServiceCollectionExtensions).Assembly;
    private static readonly Assembly Llm = typeof(LlmServiceCollectionExtensions).Assembly;
    private static readonly Assembly Client = typeof(SkyvernClient).Assembly;
    private static readonly Assembly Host = typeof(SkyvernHost).Assembly;

    [Fact]
    public void Client_References_OnlyTheFramework() =>
        Assert.All(References(Client), name => Assert.StartsWith("System.", name));

    [Fact]
    public void Core_References_OnlyTheFrameworkAndItsAbstractions() =>
        Assert.All(References(Core), name => Assert.True(
            name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal), name));

    [Fact]
    public void Parts_DoNotKnowEachOther()
    {
        foreach (var part in (Assembly[])[Data, Browser, Llm])
        {
            Assert.Equal(["Skyvern.Server.Core"], References(part).Where(name => name.StartsWith("Skyvern.", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("Microsoft.EntityFrameworkCore", "Skyvern.Server.Data")]
    [InlineData("Microsoft.Playwright", "Skyvern.Server.Browser")]
    [InlineData("OpenAI", "Skyvern.Server.Llm")]
    [InlineData("Microsoft.AspNetCore", "Skyvern.Server")]
    public void Library_IsUsed_ByOneProject(string library, string project)
    {
        var users = ((Assembly[])[Core, Data, Browser, Llm, Client, Host])
            .Where(assembly => References(assembly).Any(name => name.StartsWith(library, StringComparison.Ordinal)))
            .Select(assembly => assembly.GetName().Name!);

        Assert.Subset(new HashSet<string> { project }, users.ToHashSet());
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
