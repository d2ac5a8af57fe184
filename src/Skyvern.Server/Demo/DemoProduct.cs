namespace Skyvern.Server.Demo;

/// <summary>An article of the demo shop.</summary>
/// <param name="Sku">Article number; also names its picture.</param>
/// <param name="Name">Shown name.</param>
/// <param name="Category">Slug of its category.</param>
/// <param name="Price">In euros.</param>
/// <param name="Stock">Pieces that can be ordered; 0: sold out.</param>
/// <param name="Rating">0 to 5 stars.</param>
/// <param name="Description">One sentence.</param>
public sealed record DemoProduct(string Sku, string Name, string Category, decimal Price, int Stock, double Rating, string Description)
{
    /// <summary>The price as the pages show it.</summary>
    public string PriceText => Price.ToString("'€ '0.00");

    /// <summary>The stock as the pages show it.</summary>
    public string StockText => Stock switch { 0 => "Sold out", < 5 => $"Only {Stock} left", _ => "In stock" };
}

/// <summary>A category of the demo shop.</summary>
public sealed record DemoCategory(string Slug, string Name, string Text);
