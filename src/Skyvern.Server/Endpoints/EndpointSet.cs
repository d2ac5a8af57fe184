namespace Skyvern.Server.Endpoints;

/// <summary>One handler under several paths: the first is the one to use, the others are there for older clients.</summary>
/// <param name="builders">The endpoints, in the order of their paths.</param>
internal sealed class EndpointSet(IReadOnlyList<IEndpointConventionBuilder> builders) : IEndpointConventionBuilder
{
    public IReadOnlyList<IEndpointConventionBuilder> Builders => builders;

    public void Add(Action<EndpointBuilder> convention)
    {
        foreach (var builder in builders)
        {
            builder.Add(convention);
        }
    }
}
