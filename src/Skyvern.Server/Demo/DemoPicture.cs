namespace Skyvern.Server.Demo;

/// <summary>Draws a picture for an article, so that the shop looks like one without files.</summary>
internal static class DemoPicture
{
    private static readonly Dictionary<string, string> Shapes = new()
    {
        ["paper"] = """<rect x="95" y="40" width="110" height="140" rx="4" fill="#fff" stroke="#8aa0b8"/><path d="M112 70h76M112 92h76M112 114h76M112 136h48" stroke="#b8c4d2" stroke-width="5"/>""",
        ["writing"] = """<g transform="rotate(35 150 110)"><rect x="138" y="30" width="24" height="120" rx="6"/><path d="M138 150h24l-12 34z" fill="#3a3f47"/></g>""",
        ["desk"] = """<path d="M90 180h120v-10H90z" fill="#3a3f47"/><path d="M145 170V95l45-40" fill="none" stroke="#3a3f47" stroke-width="9"/><path d="M165 40l60 22-34 40z"/>""",
        ["storage"] = """<rect x="80" y="45" width="42" height="135" rx="4"/><rect x="129" y="45" width="42" height="135" rx="4" opacity=".75"/><rect x="178" y="45" width="42" height="135" rx="4" opacity=".5"/><path d="M92 70h18M141 70h18M190 70h18" stroke="#fff" stroke-width="12"/>""",
    };

    /// <summary>An SVG of 300 by 220; the colour follows from the article number.</summary>
    public static string Draw(DemoProduct product)
    {
        var hue = product.Sku.Sum(letter => letter) * 47 % 360;
        return $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 220"><rect width="300" height="220" fill="hsl({hue} 45% 94%)"/><g fill="hsl({hue} 48% 48%)">{Shapes[product.Category]}</g></svg>""";
    }
}
