using Microsoft.Extensions.Options;
using Skyvern.Server.Authentication;
using Skyvern.Server.Core;
using Skyvern.Server.Demo;
using Skyvern.Server.Http;

namespace Skyvern.Server.Pages.Tasks;

/// <summary>A task that works on this server as it is, for people who have none yet.</summary>
internal sealed class FirstTask(ServerAddress address, IServiceProvider services, IOptions<DataOptions> data)
{
    public FirstTaskExample Describe()
    {
        // The demo shop needs neither the network nor a model.
        var (prompt, url) = services.IsDemoEnabled()
            ? ("Extract the name and price of all products", $"{address.App}{DemoSite.Path}/category/paper")
            : ("Extract the heading of the page", "https://example.com");
        var curl = $$"""
            curl {{address.Api}}/v1/run/tasks \
              -H "x-api-key: $(cat {{data.Value.Under(FirstStart.KeyFileName)}})" \
              -H "content-type: application/json" \
              -d '{"prompt": "{{prompt}}", "url": "{{url}}"}'
            """;
        return new(prompt, url, curl);
    }
}

/// <summary>A task to begin with.</summary>
/// <param name="Prompt">What it asks for.</param>
/// <param name="Url">Where it starts.</param>
/// <param name="Curl">The command that starts it.</param>
public sealed record FirstTaskExample(string Prompt, string Url, string Curl);
