using System.Text.Json.Nodes;
using Skyvern.Server.Testing;

namespace Skyvern.Server.Benchmarks.Journeys;

/// <summary>An order from log-in to its confirmation over twelve pages, each of which has to be seen before the next is known.</summary>
internal sealed class TwelveStepJourney : Journey
{
    public override int Steps => 12;

    protected override string Prompt =>
        "Log in as ada with the password lovelace-1815, search for lamp, open Lamp model 14 on the second page of results, order it to "
        + "Ada Lovelace, 12 Dorset Street, W1U 4EG London, by standard delivery, paid by invoice. Then open the order in the list of orders "
        + "and give its number and total.";

    protected override IReadOnlyList<(string Path, string Html)> Pages =>
    [
        ("/start", FixturePages.Login()),
        ("/login", "<h1>Welcome, Ada</h1><form action=\"/results\"><label>Search <input type=\"search\" name=\"q\"></label><button>Search</button></form>" + Teasers()),
        ("/results", Results(1, "<a href=\"/more\">Next page</a>")),
        ("/more", Results(11, "<a href=\"/results\">Previous page</a>")),
        ("/p/14", "<h1>Lamp model 14</h1><p>A lamp of 34 cm.</p><p>24.90 €</p><form method=\"post\" action=\"/cart\"><button>Add to cart</button></form>"),
        ("/cart", "<h1>Cart</h1><table><tr><th>Article</th><th>Price</th></tr><tr><td>Lamp model 14</td><td>24.90 €</td></tr></table><a href=\"/address\">Check out</a>"),
        ("/address", "<h1>Address</h1><form method=\"post\" action=\"/delivery\"><label>First name <input name=\"first\"></label><label>Last name <input name=\"last\"></label>"
            + "<label>Street <input name=\"street\"></label><label>House number <input name=\"house\"></label><label>Postal code <input name=\"code\"></label>"
            + "<label>City <input name=\"city\"></label><button>Continue</button></form>"),
        ("/delivery", Choice("Delivery", "/payment", "Standard delivery", "Express delivery", "Pick up in the shop")),
        ("/payment", Choice("Payment", "/review", "Credit card", "Invoice", "Direct debit")),
        ("/review", "<h1>Check your order</h1><p>Lamp model 14, 24.90 €, delivery 4.00 €, total 28.90 €</p><form method=\"post\" action=\"/thanks\">"
            + "<label><input type=\"checkbox\" name=\"terms\" required> I accept the terms</label><button>Order now</button></form>"),
        ("/thanks", "<h1>Thank you for your order</h1><p>We have received it.</p><a href=\"/orders\">Your orders</a>"),
        ("/orders", "<h1>Your orders</h1><table><tr><th>Order</th><th>Date</th></tr><tr><td><a href=\"/orders/4711\">4711</a></td><td>today</td></tr>"
            + "<tr><td><a href=\"/orders/4102\">4102</a></td><td>last year</td></tr></table>"),
        ("/orders/4711", "<h1>Order 4711</h1><dl><dt>Article</dt><dd>Lamp model 14</dd><dt>Total</dt><dd>28.90 €</dd></dl>"),
    ];

    protected override JsonObject[] Actions(string text, string path) => path.Split('?')[0] switch
    {
        "/start" => [Solver.Fill((Field(text, "User name"), "ada"), (Field(text, "Password"), "lovelace-1815")), Click(text, "button", "Log in")],
        "/login" => [Solver.Fill((Solver.TryRef(text, "searchbox", "Search") ?? Field(text, "Search"), "lamp")), Click(text, "button", "Search")],
        "/results" => [Click(text, "link", "Next page")],
        "/more" => [Click(text, "link", "Lamp model 14")],
        "/p/14" => [Click(text, "button", "Add to cart")],
        "/cart" => [Click(text, "link", "Check out")],
        "/address" =>
        [
            Solver.Fill(
                (Field(text, "First name"), "Ada"), (Field(text, "Last name"), "Lovelace"), (Field(text, "Street"), "Dorset Street"),
                (Field(text, "House number"), "12"), (Field(text, "Postal code"), "W1U 4EG"), (Field(text, "City"), "London")),
            Click(text, "button", "Continue"),
        ],
        "/delivery" => [Solver.Fill((Solver.Ref(text, "radio", "Standard delivery"), "true")), Click(text, "button", "Continue")],
        "/payment" => [Solver.Fill((Solver.Ref(text, "radio", "Invoice"), "true")), Click(text, "button", "Continue")],
        "/review" => [Solver.Fill((Solver.Ref(text, "checkbox", "I accept the terms"), "true")), Click(text, "button", "Order now")],
        "/thanks" => [Click(text, "link", "Your orders")],
        "/orders" => [Click(text, "link", "4711")],
        _ => [Solver.Done("The page shows order 4711 with its total.", new { order = "4711", total = "28.90 €" })],
    };

    private static string Teasers() => string.Concat(Enumerable.Range(1, 12).Select(number => $"<p>Idea {number}: a quiet corner with a warm light.</p>"));

    private static string Results(int first, string paging) =>
        "<h1>Results for lamp</h1><ul>"
        + string.Concat(Enumerable.Range(first, 10).Select(number => $"<li><a href=\"/p/{number}\">Lamp model {number}</a> {10 + number}.90 € <button>Remember</button></li>"))
        + $"</ul>{paging}";

    private static string Choice(string title, string next, params string[] options) =>
        $"<h1>{title}</h1><form method=\"post\" action=\"{next}\"><fieldset><legend>{title}</legend>"
        + string.Concat(options.Select(option => $"<label><input type=\"radio\" name=\"choice\" value=\"{option}\"> {option}</label>"))
        + "</fieldset><button>Continue</button></form>";
}
