namespace Skyvern.Server.Testing.Zoo;

/// <summary>Pages that ask for a one-time code.</summary>
internal static class CodePages
{
    private const string Goal = "Enter the one-time code.";
    private const string Done = "Welcome back";
    private const string Check = "function check(value) { if (value === '492817') state.textContent = 'Welcome back'; else if (value.length >= 6) state.textContent = 'Wrong code'; }";
    private const string Boxes = "<div id=\"boxes\"><p>We sent you a code.</p>";

    public static IReadOnlyList<ZooPage> All { get; } =
    [
        new("/zoo/code-field", Goal, Done, $"<label>Verification code <input id=\"c\" maxlength=\"6\" inputmode=\"numeric\" autocomplete=\"one-time-code\"></label><button onclick=\"check(c.value)\">Verify</button><p id=\"state\">Please verify</p><script>{Check}</script>"),
        new("/zoo/code-boxes", Goal, Done, Row(6, "maxlength=\"1\"") + $$"""
            <script>{{Check}}
            const all = [...document.querySelectorAll('#boxes input')];
            all.forEach((box, index) => box.addEventListener('input', () => { if (box.value) all[index + 1]?.focus(); check(all.map(one => one.value).join('')); }));
            </script>
            """),
        new("/zoo/code-boxes-plain", Goal, Done, Row(6, "maxlength=\"1\"") + $$"""
            <button onclick="check([...document.querySelectorAll('#boxes input')].map(one => one.value).join(''))">Verify</button><script>{{Check}}</script>
            """),
        new("/zoo/code-boxes-late", Goal, Done, Row(6, "") + $$"""
            <script>{{Check}}
            const all = [...document.querySelectorAll('#boxes input')];
            all.forEach((box, index) => box.addEventListener('input', () => { box.value = box.value.slice(-1); setTimeout(() => all[index + 1]?.focus(), 40); check(all.map(one => one.value).join('')); }));
            </script>
            """),
        new("/zoo/code-boxes-paste", Goal, Done, Row(6, "maxlength=\"1\"") + $$"""
            <script>{{Check}}
            const all = [...document.querySelectorAll('#boxes input')];
            for (const box of all) box.addEventListener('beforeinput', event => event.preventDefault());
            all[0].addEventListener('paste', event => { event.preventDefault(); const text = event.clipboardData.getData('text'); all.forEach((box, index) => box.value = text[index] || ''); check(text); });
            </script>
            """),
        new("/zoo/code-editable", Goal, Done, $"<div contenteditable=\"true\" role=\"textbox\" aria-label=\"Code\" id=\"c\" style=\"width:120px;height:24px;border:1px solid\"></div><button onclick=\"check(c.innerText.trim())\">Verify</button><p id=\"state\">Please verify</p><script>{Check}</script>"),
    ];

    private static string Row(int count, string limit) =>
        Boxes + string.Concat(Enumerable.Range(1, count).Select(i => $"<input aria-label=\"Digit {i}\" inputmode=\"numeric\" style=\"width:32px\" {limit}>")) + "</div><p id=\"state\">Please verify</p>";
}
