namespace Skyvern.Server.Testing.Zoo;

/// <summary>Pages that want a file, each by another way.</summary>
internal static class UploadPages
{
    private const string Goal = "Upload cv.pdf.";
    private const string Done = "Received: cv.pdf";
    private const string Show = "state.textContent = 'Received: ' + [...this.files].map(file => file.name).join(', ')";

    public static IReadOnlyList<ZooPage> All { get; } =
    [
        new("/zoo/upload-plain", Goal, Done, $"<label>Your file <input type=\"file\" onchange=\"{Show}\"></label><p id=\"state\">Nothing yet</p>"),
        new("/zoo/upload-label", Goal, Done, $"<label for=\"f\" style=\"padding:8px;background:#ddd\">Choose a file</label><input type=\"file\" id=\"f\" style=\"display:none\" onchange=\"{Show}\"><p id=\"state\">Nothing yet</p>"),
        new("/zoo/upload-button", Goal, Done, $"""
            <div><input type="file" id="f" hidden onchange="{Show}"><button onclick="f.click()">Attach</button></div><p id="state">Nothing yet</p>
            """),
        new("/zoo/upload-dynamic", Goal, Done, """
            <button onclick="const f = document.createElement('input'); f.type = 'file'; f.onchange = () => state.textContent = 'Received: ' + f.files[0].name; f.click()">Select file</button><p id="state">Nothing yet</p>
            """),
        new("/zoo/upload-appearing", Goal, Done, $$"""
            <main><section><button onclick="place.innerHTML = '<input type=file aria-label=Document>'; place.firstChild.onchange = function() { {{Show}} }">Add document</button></section></main><footer><div><div><div><div><p id="place"></p></div></div></div></div></footer><p id="state">Nothing yet</p>
            """),
        new("/zoo/upload-drop", Goal, Done, """
            <div id="zone" role="button" tabindex="0" style="padding:60px;border:2px dashed;width:300px">Drop your file here</div><p id="state">Nothing yet</p>
            <script>
            zone.addEventListener('dragover', event => event.preventDefault());
            zone.addEventListener('drop', event => { event.preventDefault(); const file = event.dataTransfer.files[0]; file.text().then(text => state.textContent = 'Received: ' + file.name + ' with ' + text.length + ' letters'); });
            </script>
            """),
        new("/zoo/upload-two", "Upload cv.pdf as the letter.", "Letter: cv.pdf", """
            <div class="row"><span>Photo</span> <input type="file" id="a" hidden onchange="state.textContent = 'Photo: ' + this.files[0].name"><button onclick="a.click()">Browse photo</button></div>
            <div class="row"><span>Letter</span> <input type="file" id="b" hidden onchange="state.textContent = 'Letter: ' + this.files[0].name"><button onclick="b.click()">Browse letter</button></div><p id="state">Nothing yet</p>
            """),
        new("/zoo/upload-several", "Upload cv.pdf.", Done, $"<label>Your files <input type=\"file\" multiple onchange=\"{Show}\"></label><p id=\"state\">Nothing yet</p>"),
    ];
}
