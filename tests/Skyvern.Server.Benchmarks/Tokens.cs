namespace Skyvern.Server.Benchmarks;

/// <summary>Tokens as a guess from characters: no model's own count is at hand.</summary>
internal static class Tokens
{
    private const double CharactersPerToken = 3.5;

    public static double Of(double characters) => Math.Ceiling(characters / CharactersPerToken);
}
