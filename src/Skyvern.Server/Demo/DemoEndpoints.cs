using Microsoft.AspNetCore.Http.HttpResults;
using Skyvern.Client;
using Skyvern.Server.Demo.Pages;

namespace Skyvern.Server.Demo;

/// <summary>The routes of the demo site: a shop, a contact form, a log-in and an account with invoices.</summary>
internal static class DemoEndpoints
{
    public static RouteGroupBuilder MapDemoSite(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(DemoSite.Path).ExcludeFromDescription().AddEndpointFilter(OnlyWhenEnabled);

        group.MapGet("/", Home);
        group.MapGet("/site.css", () => Resource("site.css", "text/css"));
        group.MapGet("/images/{sku}.svg", Picture);
        group.MapGet("/search", Search);
        group.MapGet("/category/{slug}", Category);
        group.MapGet("/product/{sku}", Product);
        group.MapGet("/basket", Basket);
        group.MapPost("/basket", AddToBasket);
        group.MapPost("/order", PlaceOrder);
        group.MapGet("/contact", () => new RazorComponentResult<ContactPage>());
        group.MapPost("/contact", SendMessage);
        group.MapGet("/messages", (DemoStore store) => new RazorComponentResult<MessagesPage>(new { store.Messages }));
        group.MapGet("/messages.json", (DemoStore store) => TypedResults.Ok(store.Messages));
        group.MapPost("/webhooks", ReceiveWebhook);
        group.MapGet("/webhooks.json", (DemoStore store) => TypedResults.Ok(store.Webhooks)).RequireAuthorization();
        DemoLogIn.Map(group);
        group.MapGet("/account", Account);
        group.MapGet("/account/invoices/{number}.pdf", Invoice);

        return group;
    }

    private static async ValueTask<object?> OnlyWhenEnabled(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.IsDemoEnabled() ? await next(context) : TypedResults.NotFound();

    private static RazorComponentResult<HomePage> Home() => new(new { Products = DemoCatalog.Products.OrderByDescending(product => product.Rating).Take(4).ToList() });

    private static RazorComponentResult<ListPage> Search(string? q) =>
        new(new { Title = $"Search results for \"{q}\"", Text = "", Products = DemoCatalog.Search(q), Query = q ?? "" });

    private static Results<RazorComponentResult<ListPage>, NotFound> Category(string slug) =>
        DemoCatalog.Categories.FirstOrDefault(category => category.Slug == slug) is { } category
            ? new RazorComponentResult<ListPage>(new { Title = category.Name, category.Text, Products = DemoCatalog.In(slug), Query = "" })
            : TypedResults.NotFound();

    private static Results<RazorComponentResult<ProductPage>, NotFound> Product(string sku) =>
        DemoCatalog.Find(sku) is { } product ? new RazorComponentResult<ProductPage>(new { Product = product }) : TypedResults.NotFound();

    private static RazorComponentResult<BasketPage> Basket(HttpContext http, DemoStore store) => new(new { Lines = Lines(store.VisitOf(http)) });

    private static async Task<RedirectHttpResult> AddToBasket(HttpContext http, DemoStore store)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (DemoCatalog.Find(form["sku"]) is { Stock: > 0 } product && int.TryParse(form["quantity"], out var quantity))
        {
            store.VisitOf(http).Basket[product.Sku] = Math.Clamp(quantity, 1, product.Stock);
        }

        return TypedResults.Redirect($"{DemoSite.Path}/basket");
    }

    private static RazorComponentResult<OrderPage> PlaceOrder(HttpContext http, DemoStore store)
    {
        var visit = store.VisitOf(http);
        var lines = Lines(visit);
        visit.Basket.Clear();
        return new(new { Number = lines.Count > 0 ? store.NextOrderNumber() : null, Lines = lines });
    }

    private static async Task<RazorComponentResult> SendMessage(HttpContext http, DemoStore store)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        string[] missing = [.. ContactPage.Required.Where(name => string.IsNullOrWhiteSpace(form[name]))];
        if (missing.Length > 0)
        {
            return new RazorComponentResult<ContactPage>(new { Missing = missing });
        }

        var files = form.Files.Where(file => file.Length > 0).Select(file => KeyValuePair.Create(file.Name, $"{file.FileName} ({file.Length} bytes)"));
        var message = store.Keep([.. form.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())), .. files]);
        return new RazorComponentResult<ContactSentPage>(new { Message = message });
    }

    private static async Task<NoContent> ReceiveWebhook(HttpRequest request, DemoStore store)
    {
        using var reader = new StreamReader(request.Body);
        store.Keep(new DemoWebhook(
            await reader.ReadToEndAsync(request.HttpContext.RequestAborted),
            request.Headers[WebhookSignature.Header].ToString(),
            request.Headers[WebhookSignature.TimestampHeader].ToString()));
        return TypedResults.NoContent();
    }

    private static IResult Account(HttpContext http, DemoStore store, TimeProvider time) => store.VisitOf(http) is { LoggedIn: true, User: var user }
        ? new RazorComponentResult<AccountPage>(new { Invoices = Invoices(time), User = user })
        : TypedResults.Redirect($"{DemoSite.Path}/login");

    private static IResult Invoice(string number, HttpContext http, DemoStore store, TimeProvider time)
    {
        if (!store.VisitOf(http).LoggedIn)
        {
            return TypedResults.Redirect($"{DemoSite.Path}/login");
        }

        return Invoices(time).FirstOrDefault(invoice => invoice.Number == number) is { } found
            ? TypedResults.File(
                DemoPdf.Write("Larkfield Office Supplies", "", $"Invoice {found.Number}", $"Date: {found.Date:yyyy-MM-dd}", $"Period: {found.Month}", $"Total: {found.TotalText}"),
                "application/pdf",
                $"{found.Number}.pdf")
            : TypedResults.NotFound();
    }

    private static Results<ContentHttpResult, NotFound> Picture(string sku) =>
        DemoCatalog.Find(sku) is { } product ? TypedResults.Content(DemoPicture.Draw(product), "image/svg+xml") : TypedResults.NotFound();

    private static IReadOnlyList<DemoInvoice> Invoices(TimeProvider time) => DemoInvoice.Until(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));

    private static List<(DemoProduct Product, int Quantity)> Lines(DemoVisit visit) =>
        [.. visit.Basket.OrderBy(line => line.Key).Select(line => (DemoCatalog.Find(line.Key)!, line.Value))];

    private static FileStreamHttpResult Resource(string name, string type) =>
        TypedResults.Stream(typeof(DemoEndpoints).Assembly.GetManifestResourceStream($"Skyvern.Server.Demo.{name}")!, type);
}
