namespace Skyvern.Server.Demo;

/// <summary>What the demo shop sells.</summary>
internal static class DemoCatalog
{
    /// <summary>The categories in the order of the menu.</summary>
    public static readonly IReadOnlyList<DemoCategory> Categories =
    [
        new("paper", "Paper", "Printer paper, notebooks and envelopes."),
        new("writing", "Writing", "Pens, pencils and markers that last."),
        new("desk", "Desk", "Lamps, trays and everything in reach."),
        new("storage", "Storage", "Binders, boxes and shelves."),
    ];

    /// <summary>The articles, ordered by category.</summary>
    public static readonly IReadOnlyList<DemoProduct> Products =
    [
        new("PA-101", "A4 Printer Paper, 500 sheets", "paper", 4.90m, 240, 4.6, "White 80 g/m² paper for laser and inkjet printers."),
        new("PA-102", "Recycled A4 Paper, 500 sheets", "paper", 5.40m, 96, 4.4, "Grey-white paper made of waste paper only."),
        new("PA-110", "Spiral Notebook, squared", "paper", 3.25m, 61, 4.2, "80 squared sheets with micro-perforation."),
        new("PA-111", "Hardcover Notebook, lined", "paper", 8.90m, 18, 4.8, "192 numbered pages, thread binding, two ribbons."),
        new("PA-120", "Envelopes C5, 50 pieces", "paper", 6.10m, 3, 3.9, "Self-sealing envelopes without window."),
        new("PA-130", "Sticky Notes, 12 pads", "paper", 7.50m, 0, 4.5, "76 x 76 mm notes in four colours."),
        new("WR-201", "Gel Pen, black", "writing", 1.80m, 310, 4.3, "0.5 mm line, dries at once."),
        new("WR-202", "Fountain Pen, steel nib", "writing", 24.00m, 12, 4.7, "Medium nib, takes standard cartridges."),
        new("WR-203", "Pencil Set, 12 grades", "writing", 11.20m, 44, 4.6, "Graphite pencils from 6B to 4H in a tin."),
        new("WR-204", "Text Marker, 6 colours", "writing", 5.95m, 87, 4.1, "Pastel markers with a chisel tip."),
        new("WR-205", "Whiteboard Marker, 4 colours", "writing", 6.40m, 2, 4.0, "Dry wipe, nearly without smell."),
        new("DK-301", "LED Desk Lamp", "desk", 39.90m, 25, 4.5, "Three light colours, dimmable, with a clamp."),
        new("DK-302", "Letter Tray, stackable", "desk", 4.35m, 140, 4.0, "Tray for C4, smoke grey."),
        new("DK-303", "Cork Notice Board, 60 x 40 cm", "desk", 12.80m, 30, 4.2, "Wooden frame, with ten pins."),
        new("DK-304", "Monitor Stand, bamboo", "desk", 32.50m, 9, 4.6, "Raises a screen by 9 cm, with a drawer."),
        new("DK-305", "Desk Pad, felt", "desk", 18.90m, 0, 4.4, "80 x 40 cm, dark grey wool felt."),
        new("ST-401", "Lever Arch File, 8 cm", "storage", 2.95m, 410, 4.3, "Solid board, metal edges, exchangeable label."),
        new("ST-402", "Archive Box, 10 pieces", "storage", 15.60m, 37, 4.1, "Folding boxes for lever arch files."),
        new("ST-403", "Drawer Unit, 4 drawers", "storage", 27.40m, 14, 4.5, "For papers up to C4, drawers with stops."),
        new("ST-404", "Hanging Files, 25 pieces", "storage", 13.30m, 52, 4.0, "Green board with clear tabs."),
    ];

    /// <summary>The articles of a category.</summary>
    public static IReadOnlyList<DemoProduct> In(string category) => [.. Products.Where(product => product.Category == category)];

    /// <summary>The article with this number, or null.</summary>
    public static DemoProduct? Find(string? sku) => Products.FirstOrDefault(product => product.Sku == sku);

    /// <summary>Articles whose name, text or number holds every word of the query.</summary>
    public static IReadOnlyList<DemoProduct> Search(string? query)
    {
        var words = (query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 0
            ? []
            : [.. Products.Where(product => words.All(word => $"{product.Name} {product.Description} {product.Sku}".Contains(word, StringComparison.OrdinalIgnoreCase)))];
    }
}
