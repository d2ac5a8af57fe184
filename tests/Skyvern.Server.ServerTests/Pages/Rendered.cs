using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Skyvern.Server.ServerTests.Pages;

/// <summary>A part of a page as HTML.</summary>
internal static class Rendered
{
    public static async Task<string> HtmlAsync<TPart>(Dictionary<string, object?> parameters, TimeProvider? time = null)
        where TPart : IComponent
    {
        await using var services = new ServiceCollection().AddSingleton(time ?? TimeProvider.System).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPart>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
