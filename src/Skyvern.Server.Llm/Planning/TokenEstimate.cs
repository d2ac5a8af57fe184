namespace Skyvern.Server.Llm.Planning;

/// <summary>Guesses tokens from characters, where no provider has counted them yet.</summary>
internal static class TokenEstimate
{
    private const double CharactersPerToken = 3.5;

    /// <summary>About how many tokens a text takes.</summary>
    public static int Of(string text) => OfLength(text.Length);

    /// <summary>About how many tokens so many characters take.</summary>
    public static int OfLength(int characters) => (int)Math.Ceiling(characters / CharactersPerToken);

    /// <summary>About how many characters fit into so many tokens.</summary>
    public static int Characters(int tokens) => (int)(tokens * CharactersPerToken);
}
