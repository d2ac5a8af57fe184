namespace Skyvern.Server.Demo;

/// <summary>A task that works on the demo site, by rules and by models.</summary>
/// <param name="Key">Names it in addresses.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Path">The page of the demo site where it starts.</param>
/// <param name="Prompt">What is to be done.</param>
/// <param name="Schema">The form of the output; empty: none is asked for.</param>
internal sealed record DemoTask(string Key, string Title, string Path, string Prompt, string Schema = "")
{
    /// <summary>One for each thing that tasks are good for.</summary>
    public static readonly IReadOnlyList<DemoTask> All =
    [
        new(
            "article", "Look up an article", DemoSite.Path,
            "Search for \"notebook\", then open \"Hardcover Notebook, lined\" and extract its name, article number, price and availability.",
            """
            {
              "type": "object",
              "properties": {
                "name": { "type": "string" },
                "article_number": { "type": "string" },
                "price": { "type": "number", "description": "in euros" },
                "availability": { "type": "string" }
              },
              "required": ["name", "article_number", "price", "availability"]
            }
            """),
        new(
            "products", "Read a list into a table", $"{DemoSite.Path}/category/paper",
            "Extract the name, price, availability and url of all products",
            """
            {
              "products": [
                { "name": "string", "price": "number", "availability": "string", "url": "string" }
              ]
            }
            """),
        new(
            "invoice", "Log in and download", $"{DemoSite.Path}/login",
            "Log in with user \"demo@example.com\" and password \"demo-pass\", then download the latest invoice"),
        new(
            "contact", "Fill in a form", $"{DemoSite.Path}/contact",
            "Fill the contact form with first name: Test, last name: Buyer, e-mail: test@example.com, country: Germany, topic: Invoice, "
            + "message: Please send it again, consent: yes. Then send the message."),
    ];

    /// <summary>The task of this key; null when there is none.</summary>
    public static DemoTask? Find(string? key) => All.FirstOrDefault(task => task.Key == key);
}
