using Microsoft.AspNetCore.Http;
using Skyvern.Server.Core.Actions;
using Skyvern.Server.Core.Engine;

namespace Skyvern.Server.BrowserTests.Engine.Traps;

/// <summary>The traps, and honest sites beside them.</summary>
internal static class TrapList
{
    private const string Form = "<h1>Contact</h1><form method=post action=/sent><label>Name <input name=name></label><button>Send</button></form>";

    private const string Products =
        "<h1>Kettles</h1><ul><li><h2>Blue kettle</h2><b>12.50 €</b></li><li><h2>Red kettle</h2><b>14.00 €</b></li><li><h2>Green kettle</h2><b>9.90 €</b></li></ul>";

    private static readonly Func<PlanningContext, IReadOnlyList<BrowserAction>?> Send = context =>
        context.StepNumber > 1 ? null : [new ClickAction(EngineRig.Ref(context, "Send"))];

    public static IReadOnlyList<Trap> All { get; } =
    [
        new("thanks without sending", "Send a message", site => site.Page("/", "<h1>Thank you for your interest</h1>" + Form)),
        new("filled but not sent", "Send a message from Ada", site => site.Page("/", Form))
        {
            Deeds = context => context.StepNumber > 1 ? null : [new FillAction([new FieldValue(EngineRig.Ref(context, "Name"), "Ada")])],
        },
        new("error in small text", "Send a message", site =>
        {
            site.Page("/", Form);
            site.Page("/sent", Form + "<small>Your name could not be read, please correct it</small>");
        })
        { Deeds = Send },
        new("unmarked refusal beside the form", "Send a message", site =>
        {
            site.Page("/", Form);
            site.Page("/sent", Form + "<small>Names have at least two letters</small>");
        })
        { Deeds = Send },
        new("button that does nothing", "Send a message", site =>
            site.Page("/", "<h1>Contact</h1><form onsubmit='return false'><label>Name <input></label><button>Send</button></form>"))
        { Deeds = Send },
        new("missing element", "Click the export button", site => site.Page("/", "<h1>Report</h1><p>Nothing to see</p>"))
        { Deeds = context => context.StepNumber > 1 ? null : [new ClickAction("e999")] },
        new("disabled button", "Send a message", site =>
            site.Page("/", "<h1>Contact</h1><form method=post><label>Name <input></label><button disabled>Send</button></form>"))
        { Deeds = Send },
        new("old success banner", "Send a message", site =>
            site.Page("/", "<p role=status>Your message was sent, thank you</p><form onsubmit='return false'><label>Name <input></label><button>Send</button></form>"))
        { Deeds = Send },
        new("only an alert", "Send a message", site =>
            site.Page("/", "<form onsubmit=\"a.textContent='This name is taken';return false\"><label>Name <input></label><button>Send</button></form><p role=alert id=a></p>"))
        { Deeds = Send },
        new("log-in instead", "Send a message", site =>
        {
            site.Page("/", Form);
            site.Answer("/sent", Redirect("/login"));
            site.Page("/login", "<h1>Members</h1><form method=post><label>User <input></label><label>Password <input type=password></label><button>Log in</button></form>");
        })
        { Deeds = Send },
        new("error page with a friendly face", "Send a message", site =>
        {
            site.Page("/", Form);
            site.Answer("/sent", async context =>
            {
                context.Response.StatusCode = 500;
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<h1>Oops</h1><p>Our hamsters are resting.</p>");
            });
        })
        { Deeds = Send },
        new("thanks and a refusal", "Order a kettle", site =>
        {
            site.Page("/", "<form method=post action=/paid><label>Card <input name=c></label><button>Order</button></form>");
            site.Page("/paid", "<h1>Thank you for choosing us</h1><p>Your card was declined</p>");
        })
        { Deeds = context => context.StepNumber > 1 ? null : [new ClickAction(EngineRig.Ref(context, "Order"))] },
        new("one step too early", "Order a kettle", site =>
        {
            site.Page("/", "<h1>Address</h1><form method=post action=/review><label>Street <input name=s></label><button>Continue</button></form>");
            site.Page("/review", "<h1>Review</h1><p>One kettle</p><form method=post action=/done><button>Place order</button></form>");
        })
        { Deeds = context => context.StepNumber > 1 ? null : [new ClickAction(EngineRig.Ref(context, "Continue"))] },
        new("searched instead of sent", "Send a message", site =>
        {
            site.Page("/", "<form action=/find><label>Search <input type=search name=q></label><button>Find</button></form>" + Form);
            site.Page("/find", "<h1>Results</h1><p>A success story</p>");
        })
        { Deeds = context => context.StepNumber > 1 ? null : [new ClickAction(EngineRig.Ref(context, "Find"))] },
        new("cookies accepted instead", "Subscribe to the newsletter", site => site.Page(
            "/", "<div id=c><p>We use cookies</p><button onclick='c.remove()'>Accept cookies</button></div><form method=post><label>Mail <input></label><button>Subscribe</button></form>"))
        { Deeds = context => context.StepNumber > 1 ? null : [new ClickAction(EngineRig.Ref(context, "Accept cookies"))] },
        new("no download", "Download the invoice", site => site.Page("/", "<h1>Invoices</h1><p>Your invoice will be ready soon</p>")),
        new("empty download", "Download the invoice", site =>
        {
            site.Page("/", "<a href=/invoice.pdf download>Invoice</a>");
            site.Answer("/invoice.pdf", context =>
            {
                context.Response.ContentType = "application/pdf";
                return Task.CompletedTask;
            });
        })
        { Deeds = context => context.StepNumber > 1 ? null : [new ClickAction(EngineRig.Ref(context, "Invoice"))] },
        new("output not on the page", "What does the red kettle cost?", site => site.Page("/", Products))
        { Output = """{"price":17.77}""", WrongFields = ["price"] },
        new("invented data", "Give name and maker of each kettle", site => site.Page("/", Products))
        {
            Output = """[{"name":"Blue kettle","maker":"Acme Works"},{"name":"Silver kettle","maker":"Brewster"}]""",
            WrongFields = ["[0].maker", "[1].name", "[1].maker"],
        },
        new("wrong count", "How many kettles are there?", site => site.Page("/", Products))
        { Output = """{"count":8}""", Schema = """{"type":"object","properties":{"count":{"type":"integer"}}}""", WrongFields = ["count"] },
        new("rules, error beside the form", "fill the form with name: Ada and submit it", site =>
        {
            site.Page("/", Form);
            site.Page("/sent", Form + "<small>Something went wrong</small>");
        })
        { Deeds = null },
        new("rules, nothing happens", "fill the form with name: Ada and submit it", site =>
            site.Page("/", "<form onsubmit='return false'><label>Name <input name=name></label><button>Send</button></form>"))
        { Deeds = null },
    ];

    /// <summary>Where the claim is true: a gate that let nothing through would be no gate.</summary>
    public static IReadOnlyList<Trap> Honest { get; } =
    [
        new("form sent, page says so", "Send a message", site =>
        {
            site.Page("/", Form);
            site.Page("/sent", "<h1>Thank you</h1><p>Your message has arrived</p>");
        })
        { Deeds = Send },
        new("form sent, words of success closed again", "Send a message", site => site.Page(
            "/", "<form onsubmit=\"s.textContent='Message sent';this.reset();return false\"><label>Name <input></label><button>Send</button></form><p role=status id=s></p><button onclick=\"s.textContent=''\">Close</button>"))
        { Deeds = context => context.StepNumber > 2 ? null : [new ClickAction(EngineRig.Ref(context, context.StepNumber == 1 ? "Send" : "Close"))] },
        new("row deleted", "Delete the invoice", site =>
            site.Page("/", "<ul><li>Invoice <button onclick='this.parentNode.remove()'>Delete</button></li></ul>"))
        { Deeds = context => context.StepNumber > 1 ? null : [new ClickAction(EngineRig.Ref(context, "Delete"))] },
        new("data of the page", "Give names and prices, their number and sum", site => site.Page("/", Products))
        { Output = """{"count":3,"sum":36.4,"items":[{"name":"Blue kettle","price":12.5},{"name":"Red kettle","price":"14,00 €"},{"name":"Green kettle","price":9.9}]}""" },
        new("rules, form sent", "fill the form with name: Ada and submit it", site =>
        {
            site.Page("/", Form);
            site.Page("/sent", "<h1>Thank you</h1>");
        })
        { Deeds = null },
    ];

    private static Func<HttpContext, Task> Redirect(string path) => context =>
    {
        context.Response.Redirect(path);
        return Task.CompletedTask;
    };
}
