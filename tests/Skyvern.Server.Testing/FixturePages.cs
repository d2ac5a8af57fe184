using System.Text;

namespace Skyvern.Server.Testing;

/// <summary>Pages of a realistic size, made the same each time: tests and benchmarks share them.</summary>
public static class FixturePages
{
    private static readonly string[] FieldNames =
    [
        "First name", "Last name", "Street", "House number", "Postal code", "City", "Company", "Department", "Position", "Office phone",
        "Mobile phone", "Fax", "Web site", "Tax number", "Bank", "Account holder", "Reference", "Cost centre", "Project", "Remark",
    ];

    /// <summary>A form of 40 fields, one of them a select of 200 countries.</summary>
    public static string Form()
    {
        var body = new StringBuilder("<h1>Registration</h1><form method=\"post\" action=\"/register\">");
        for (var i = 0; i < 39; i++)
        {
            var label = i < FieldNames.Length ? FieldNames[i] : $"Second {FieldNames[i - FieldNames.Length].ToLowerInvariant()}";
            var control = (i % 10) switch
            {
                6 => $"<input type=\"date\" id=\"f{i}\" name=\"f{i}\">",
                7 => $"<input type=\"checkbox\" id=\"f{i}\" name=\"f{i}\">",
                8 => $"<input type=\"number\" id=\"f{i}\" name=\"f{i}\" min=\"0\" max=\"1000\">",
                9 => $"<textarea id=\"f{i}\" name=\"f{i}\"></textarea>",
                _ => $"<input id=\"f{i}\" name=\"f{i}\">",
            };
            body.Append($"<p><label for=\"f{i}\">{label}</label> {control}</p>");
        }

        body.Append("<p><label for=\"country\">Country</label> <select id=\"country\" name=\"country\">");
        for (var i = 1; i <= 200; i++)
        {
            body.Append($"<option value=\"c{i}\">Country number {i}</option>");
        }

        return Whole("Registration", body.Append("</select></p><button>Send application</button></form>").ToString());
    }

    /// <summary>A shop's grid of products.</summary>
    public static string Shop(int products = 60)
    {
        var body = new StringBuilder("<header><a href=\"/\">Home</a> <a href=\"/cart\">Cart</a><input type=\"search\" placeholder=\"Search the shop\"></header><h1>Lamps</h1><div class=\"grid\">");
        for (var i = 1; i <= products; i++)
        {
            body.Append($"<div class=\"card product\"><a href=\"/p/{i}\"><img alt=\"\" width=\"60\" height=\"60\"></a><h3 class=\"product-name\"><a href=\"/p/{i}\">Lamp model {i}</a></h3><p class=\"product-description\">A lamp of {20 + i} cm with a warm light and a switch.</p><span class=\"product-price\">{10 + i}.90 €</span><button>Add to cart</button></div>");
        }

        return Whole("Lamps", body.Append("</div>").ToString(), ".grid{display:grid;grid-template-columns:repeat(4,1fr);gap:12px}.card{border:1px solid #ccc;padding:8px}");
    }

    /// <summary>A table of people with two controls a row.</summary>
    public static string Table(int rows = 300)
    {
        var body = new StringBuilder("<h1>People</h1><table><thead><tr><th>Name</th><th>E-mail</th><th>Joined</th><th>Actions</th></tr></thead><tbody>");
        for (var i = 1; i <= rows; i++)
        {
            body.Append($"<tr><td>Person {i}</td><td>person{i}@example.org</td><td>2026-01-{1 + (i % 28):00}</td><td><a href=\"/people/{i}\">Edit</a> <button>Delete</button></td></tr>");
        }

        return Whole("People", body.Append("</tbody></table>").ToString());
    }

    /// <summary>A log-in.</summary>
    public static string Login() => Whole(
        "Log in",
        "<main><h1>Log in</h1><form method=\"post\" action=\"/login\"><label>User name <input name=\"user\" autocomplete=\"username\" required></label><label>Password <input type=\"password\" name=\"password\" autocomplete=\"current-password\" required></label><label><input type=\"checkbox\" name=\"stay\"> Stay logged in</label><button>Log in</button><a href=\"/forgot\">Forgot your password?</a></form></main>");

    /// <summary>A long page of documentation, dense with links.</summary>
    public static string Docs(int sections = 100, int linksPerSection = 20)
    {
        var body = new StringBuilder("<nav><ul>");
        for (var i = 1; i <= sections; i++)
        {
            body.Append($"<li><a href=\"#s{i}\">Section {i}</a></li>");
        }

        body.Append("</ul></nav><main><h1>Reference</h1>");
        for (var i = 1; i <= sections; i++)
        {
            body.Append($"<h2 id=\"s{i}\">Section {i}</h2><p>");
            for (var j = 1; j < linksPerSection; j++)
            {
                body.Append($"The method <a href=\"#m{i}-{j}\"><code>method_{i}_{j}</code></a> returns a value; ");
            }

            body.Append("see the text.</p><pre><code>let value = section.method();</code></pre>");
        }

        return Whole("Reference", body.Append("</main>").ToString());
    }

    private static string Whole(string title, string body, string style = "") =>
        $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title><style>body{{font-family:sans-serif;margin:20px}}{style}</style></head><body>{body}</body></html>";
}
