namespace Skyvern.Server.Core.Runs;

/// <summary>Where a waiting run stands among its organization's runs.</summary>
/// <param name="Ahead">Runs that came before it and wait too.</param>
/// <param name="Running">Runs that are worked off now.</param>
public sealed record QueuePlace(int Ahead, int Running);
