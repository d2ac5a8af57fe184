using System.Text;

namespace Skyvern.Server.Testing;

/// <summary>
/// One small page per kind of form control, in the markup of the libraries that people meet. Each is a form that holds what its
/// controls say, so a test can ask the page itself; Save posts it.
/// </summary>
public static class ControlZoo
{
    private const string Prefix = "Skyvern.Server.Testing.Zoo.";

    /// <summary>What to do on the pages, and what their forms hold then.</summary>
    public static IReadOnlyList<ZooTask> Tasks { get; } =
    [
        new("mui-select", "Size", "large", "size=l"),
        new("mui-select", "Size", "Small", "size=s"),
        new("menu-button", "Sort by: Newest", "price low to high", "sort=Price: low to high"),
        new("plain-list", "Choose a delivery time", "Evening", "time=Evening"),
        new("virtual-list", "Select a station", "Station 437", "station=Station 437"),
        new("virtual-list", "Select a station", "Station 3", "station=Station 3"),
        new("react-select", "Favourite fruit", "orange", "fruit=Orange"),
        new("react-select", "Languages", "German, Polish", "languages=German|Polish"),
        new("react-select", "Languages", """["Italian"]""", "languages=Italian"),
        new("nested-menu", "Region", "Europe > Germany", "region=Europe/Germany"),
        new("nested-menu", "Region", "japan", "region=Asia/Japan"),
        new("cascader", "Please select a department", "Sales > South", "department=Sales/South"),
        new("cascader", "Please select a department", "Telephone", "department=Support/Telephone"),
        new("select2", "Choose a country", "Deutschland", "country=DE"),
        new("select2", "Choose a country", "GBR", "country=GB"),
        new("command-popover", "Select framework...", "Vue", "framework=Vue"),
        new("async-options", "Branch office", "Porto", "branch=Porto"),
        new("native-lists", "Title", "Professor", "title=prof"),
        new("native-lists", "Car", "Audi", "car=audi"),
        new("native-lists", "Toppings", "Ham, Olives", "toppings=Ham|Olives"),
        new("native-lists", "Toppings", """["Cheese", "Salami, hot"]""", "toppings=Cheese|Salami, hot"),
        new("native-lists", "Expiry month", "März", "month=3"),
        new("native-lists", "Nationality", "DEU", "nationality=n33"),
        new("checkbox-list", "None selected", "Tuesday, Friday", "days=Tuesday|Friday"),
        new("masks", "Phone", "5551234567", "phone=(555) 123-4567"),
        new("masks", "Membership number", "4000111122223333", "member=4000 1111 2222 3333"),
        new("masks", "Account (IBAN)", "de89370400440532013000", "iban=DE89 3704 0044 0532 0130 00"),
        new("masks", "Date of birth", "1999-12-10", "born=10/12/1999"),
        new("masks", "Valid until", "2029-03", "valid=03/29"),
        new("masks", "Postcode", "80331", "postcode=80331"),
        new("editors", "Summary", "One\nTwo", "summary=One\nTwo"),
        new("editors", "Letter", "Dear Ada", "letter=Dear Ada"),
        new("editors", "Amount", "1,250.50", "amount=1250.50"),
        new("checks", "I accept the terms", "true", "terms=yes"),
        new("checks", "Send me the newsletter", "false", "news="),
        new("checks", "Wrap as a gift", "yes", "gift=yes"),
        new("checks", "Professional", "true", "plan=pro"),
        new("checks", "Direct debit", "true", "pay=Direct debit"),
        new("checks", "Insure the parcel", "on", "insure=true"),
        new("switches", "Notifications", "true", "notify=true"),
        new("switches", "Dark mode", "off", "dark=false"),
        new("switches", "Two-step login", "true", "twostep=true"),
        new("switches", "Location", "true", "location=true"),
        new("switches", "Mute", "true", "mute=true"),
        new("sliders", "Volume", "65", "volume=65"),
        new("sliders", "Highest price", "1340", "price=1340"),
        new("sliders", "Guests", "5", "guests=5"),
        new("native-dates", "Arrival", "24 December 2026", "arrival=2026-12-24"),
        new("native-dates", "Doors open", "7:30 pm", "doors=19:30"),
        new("native-dates", "Card month", "May 2028", "month=2028-05"),
        new("native-dates", "Delivery week", "2027-W03", "week=2027-W03"),
        new("native-dates", "Appointment", "2027-03-04 09:15", "appointment=2027-03-04T09:15"),
        new("native-dates", "Colour", "teal", "colour=#008080"),
        new("typed-dates", "Departure", "2027-03-04", "departure=03/04/2027"),
        new("typed-dates", "Return", "4 March 2027", "return=04/03/2027"),
        new("typed-dates", "Geburtsdatum", "2001-02-03", "birth=03.02.2001"),
        new("typed-dates", "Signed on", "March 4, 2027", "signed=2027-03-04"),
        new("typed-dates", "Meeting", "2027-03-04", "meeting=04/03/2027"),
        new("jquery-datepicker", "Check-in", "2027-03-04", "checkin=03/04/2027"),
        new("flatpickr", "Start of work", "2031-07-09", "start=2031-07-09"),
        new("bootstrap-datepicker", "Founded", "1987-08-23", "founded=23.08.1987"),
        new("ant-datepicker", "Due date", "2028-02-29", "due=2028-02-29"),
        new("material-calendar", "Passport expires", "2034-05-16", "expires=5/16/2034"),
        new("range-picker", "Pick your dates", "2027-01-30 to 2027-02-03", "stay=2027-01-30|2027-02-03"),
        new("typeahead", "City", "Rome, Italy", "city=Rome, Italy"),
        new("typeahead", "City", "Parma", "city=Parma, Italy"),
        new("typeahead", "Airport", "Bergen", "airport=Bergen (BGO)"),
        new("tags", "Skills", "C#, SQL, Public speaking", "skills=C#|SQL|Public speaking"),
        new("tags", "Invite by e-mail", "ada@example.org; bob@example.org", "mails=ada@example.org|bob@example.org"),
    ];

    /// <summary>A page as HTML.</summary>
    public static string Page(string name)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>");
        page.Append(name).Append("</title><script>").Append(Load("zoo.js")).Append("</script></head><body style=\"font-family:sans-serif;margin:24px\">");
        page.Append("<h1>").Append(name).Append("</h1><form method=\"post\" action=\"/saved\">").Append(Load($"{name}.html"));
        return page.Append("<p style=\"margin-top:40px\"><button>Save</button></p></form></body></html>").ToString();
    }

    private static string Load(string file)
    {
        using var stream = typeof(ControlZoo).Assembly.GetManifestResourceStream(Prefix + file)
            ?? throw new ArgumentException($"The zoo has no {file}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

/// <summary>Something to set on a page of the zoo.</summary>
/// <param name="Page">Name of the page.</param>
/// <param name="Control">The control's name as the observation shows it.</param>
/// <param name="Value">What it shall have.</param>
/// <param name="Expected">What the form holds then, as name=value|value.</param>
public sealed record ZooTask(string Page, string Control, string Value, string Expected);
