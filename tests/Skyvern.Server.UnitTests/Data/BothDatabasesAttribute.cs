using System.Reflection;
using Skyvern.Server.Data;
using Xunit.Sdk;

namespace Skyvern.Server.UnitTests.Data;

/// <summary>Runs a theory once on SQLite and once on PostgreSQL.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BothDatabasesAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Enum.GetValues<DatabaseProvider>().Select(provider => new object[] { provider });
}
