using Microsoft.AspNetCore.Http;

namespace Skyvern.Server.Testing.Zoo;

/// <summary>Pages whose effect comes late, elsewhere, or behind a question: dialogs, tabs, frames, scrolling, routes.</summary>
internal static class WaitingPages
{
    public static IReadOnlyList<ZooPage> All { get; } =
    [
        new("/zoo/confirm", "Delete the draft and confirm it.", "The draft is deleted.", "<button onclick=\"if (confirm('Delete the draft?')) state.textContent = 'The draft is deleted.'\">Delete draft</button><p id=\"state\">The draft is here.</p>"),
        new("/zoo/login-popup", "Sign in with the button Sign in.", "Signed in as Ada", """
            <button onclick="window.open('/zoo/login-window', '_blank', 'width=400,height=300')">Sign in</button><p id="state">Not signed in</p>
            <script>addEventListener('message', event => state.textContent = 'Signed in as ' + event.data);</script>
            """),
        new("/zoo/login-window", "Allow the access.", "Access allowed", "<h1>Allow access?</h1><button onclick=\"opener ? (opener.postMessage('Ada', '*'), window.close()) : state.textContent = 'Access allowed'\">Allow</button><p id=\"state\"></p>"),
        new("/zoo/late-tab", "Open the report.", "Report of 2026", "<button onclick=\"setTimeout(() => window.open('/zoo/report'), 700)\">Open report</button>"),
        new("/zoo/report", "Read the report.", "Report of 2026", "<h1>Report of 2026</h1><p>All is well.</p>"),
        new("/zoo/feed", "Scroll until you see the message of day 60.", "Message of day 60", """
            <div id="feed"></div>
            <script>
            let day = 0, busy = false;
            const add = () => { for (let i = 0; i < 20 && day < 60; i++) feed.insertAdjacentHTML('beforeend', '<p style="height:60px">Message of day ' + ++day + '</p>'); };
            add();
            addEventListener('scroll', () => {
              if (busy || day >= 60 || innerHeight + scrollY < document.body.scrollHeight - 100) return;
              busy = true;
              fetch('/zoo/more').finally(() => { add(); busy = false; });
            });
            </script>
            """),
        new("/zoo/terms", "Read the terms to their end and accept them.", "Terms accepted", """
            <div id="box" aria-label="Terms" style="height:200px;overflow:auto;width:400px"><p>Terms of use</p><div style="height:1500px"></div><p>End of the terms</p></div>
            <button id="accept" disabled onclick="state.textContent = 'Terms accepted'">Accept</button><p id="state">Please read</p>
            <script>box.addEventListener('scroll', () => { if (box.scrollTop + box.clientHeight >= box.scrollHeight - 5) setTimeout(() => accept.disabled = false, 1200); });</script>
            """),
        new("/zoo/sticky", "Press Subscribe.", "You are subscribed.", """
            <div style="position:sticky;top:0;height:120px;background:#eee;z-index:2">News of the day</div><div style="height:900px"></div><button onclick="state.textContent = 'You are subscribed.'">Subscribe</button><p id="state"></p><div style="height:1500px"></div>
            <div style="position:fixed;bottom:0;left:0;right:0;height:160px;background:#ddd">We use cookies on this site.</div><script>scrollTo(0, 960)</script>
            """),
        new("/zoo/other-site", "Press Pay in the frame of the payment service.", "Paid", "<h1>Checkout</h1><iframe src=\"{other}zoo/payment\" width=\"400\" height=\"200\" title=\"Payment\"></iframe>"),
        new("/zoo/payment", "Press Pay.", "Paid", "<button onclick=\"fetch('/zoo/slow').then(() => state.textContent = 'Paid')\">Pay</button><p id=\"state\">Open</p>"),
        new("/zoo/routes", "Go to Settings and switch the sound off.", "Sound is off", """
            <nav><a href="/zoo/routes/home">Home</a> <a href="/zoo/routes/settings">Settings</a></nav><main id="view"><h1>Home</h1></main>
            <script>
            const views = { home: '<h1>Home</h1>', settings: '<h1>Settings</h1><button onclick="view.insertAdjacentHTML(\'beforeend\', \'<p>Sound is off</p>\')">Switch sound off</button>' };
            document.querySelector('nav').addEventListener('click', event => {
              event.preventDefault();
              history.pushState(null, '', event.target.href);
              setTimeout(() => view.innerHTML = views[event.target.href.split('/').pop()], 200);
            });
            </script>
            """),
    ];

    /// <summary>What the pages ask of their server.</summary>
    public static void InstallAnswers(FixtureSite site)
    {
        site.Answer("/zoo/more", context => SlowlyAsync(context, 250));
        site.Answer("/zoo/slow", context => SlowlyAsync(context, 600));
    }

    private static async Task SlowlyAsync(HttpContext context, int milliseconds)
    {
        await Task.Delay(milliseconds, context.RequestAborted);
        await context.Response.WriteAsync("ok");
    }
}
