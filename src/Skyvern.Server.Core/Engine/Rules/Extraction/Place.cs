using Skyvern.Server.Core.Browsing;

namespace Skyvern.Server.Core.Engine.Rules.Extraction;

/// <summary>Fields that may hold the values of one record.</summary>
/// <param name="Fields">The fields.</param>
/// <param name="ByNameOnly">Whether only words count: over a whole page, that something is a link or a price does not say whose.</param>
internal sealed record Place(IReadOnlyList<PageField> Fields, bool ByNameOnly = false);
