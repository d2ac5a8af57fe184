namespace Skyvern.Server.Testing.Zoo;

/// <summary>Pages for hover, drag, clicks at points, unusual clicks and keys.</summary>
internal static class MousePages
{
    public static IReadOnlyList<ZooPage> All { get; } =
    [
        new("/zoo/hover-style", "Open the menu Account and choose Log out.", "You are logged out.", """
            <style>nav ul{display:none;position:absolute;margin:0;padding:8px;background:#eee}nav li:hover>ul{display:block}nav>ol{list-style:none;padding:0}</style>
            <nav><ol><li tabindex="0">Account<ul><li><a href="#" onclick="state.textContent='You see the profile.';return false">Profile</a></li><li><a href="#" onclick="state.textContent='You are logged out.';return false">Log out</a></li></ul></li></ol></nav>
            <p id="state" style="margin-top:120px">You are logged in.</p>
            """),
        new("/zoo/hover-nested", "In the menu Products open Lamps and choose Desk lamp.", "Chosen: Desk lamp", """
            <div id="menu" style="width:120px"><button>Products</button><div id="first" hidden><button id="lamps">Lamps</button><div id="second" hidden style="margin-left:120px"><button onclick="state.textContent='Chosen: Desk lamp'">Desk lamp</button></div></div></div>
            <p id="state">Nothing chosen</p>
            <script>
            menu.addEventListener('mouseenter', () => setTimeout(() => first.hidden = false, 120));
            menu.addEventListener('mouseleave', () => first.hidden = second.hidden = true);
            lamps.addEventListener('mouseenter', () => second.hidden = false);
            </script>
            """),
        new("/zoo/sort-native", "Move Cherries to the top of the list.", "Order: Cherries, Apples, Pears", """
            <ul id="list"><li draggable="true">Apples</li><li draggable="true">Pears</li><li draggable="true">Cherries</li></ul><p id="state">Order: Apples, Pears, Cherries</p>
            <script>
            let dragged = null;
            list.addEventListener('dragstart', event => { dragged = event.target; event.dataTransfer.setData('text/plain', dragged.textContent); });
            list.addEventListener('dragover', event => event.preventDefault());
            list.addEventListener('drop', event => {
              event.preventDefault();
              const item = event.target.closest('li');
              const box = item.getBoundingClientRect();
              item[event.clientY < box.top + box.height / 2 ? 'before' : 'after'](dragged);
              state.textContent = 'Order: ' + [...list.children].map(child => child.textContent).join(', ');
            });
            </script>
            """),
        new("/zoo/sort-pointer", "Move Cherries to the top of the list.", "Order: Cherries, Apples, Pears", """
            <div id="list" style="width:200px;touch-action:none"><div tabindex="0" style="height:40px">Apples</div><div tabindex="0" style="height:40px">Pears</div><div tabindex="0" style="height:40px">Cherries</div></div><p id="state">Order: Apples, Pears, Cherries</p>
            <script>
            let held = null;
            list.addEventListener('pointerdown', event => { held = event.target; event.preventDefault(); });
            addEventListener('pointermove', event => {
              if (!held) return;
              for (const item of list.children) {
                const box = item.getBoundingClientRect();
                if (item === held || event.clientY < box.top || event.clientY > box.bottom) continue;
                if (event.clientY < box.top + box.height / 2) item.before(held); else item.after(held);
                break;
              }
            });
            addEventListener('pointerup', () => { held = null; state.textContent = 'Order: ' + [...list.children].map(child => child.textContent).join(', '); });
            </script>
            """),
        new("/zoo/board", "Move the card Write report to the column Finished.", "Finished holds 1 card", """
            <style>section{display:inline-block;vertical-align:top;width:260px;min-height:200px;margin:8px;background:#eee}section>div{margin:8px;padding:8px;background:#fff}</style>
            <section aria-label="To do" tabindex="0"><h2>To do</h2><div draggable="true"><a href="#report">Write report</a> due today</div></section>
            <section aria-label="Finished" tabindex="0" id="finished"><h2>Finished</h2></section><p id="state">Finished holds 0 cards</p>
            <script>
            let card = null;
            addEventListener('dragstart', event => { card = event.target.closest('[draggable=true]'); if (event.target !== card) card = null; });
            finished.addEventListener('dragover', event => event.preventDefault());
            finished.addEventListener('drop', event => { event.preventDefault(); if (card) { finished.append(card); state.textContent = 'Finished holds 1 card'; } });
            </script>
            """),
        new("/zoo/slider", "Drag the slider's handle to the mark 75.", "Volume 75", """
            <style>#track{position:relative;width:400px;height:8px;background:#ccc;margin:60px 40px 10px}#handle{position:absolute;left:-10px;top:-8px;width:24px;height:24px;border-radius:12px;background:#06c;cursor:pointer;touch-action:none}#marks{display:flex;justify-content:space-between;width:430px;margin-left:28px}</style>
            <div id="track"><div id="handle" role="slider" tabindex="0" aria-label="Volume" aria-valuemin="0" aria-valuemax="100" aria-valuenow="0"></div></div>
            <div id="marks"><span tabindex="0">0</span><span tabindex="0">25</span><span tabindex="0">50</span><span tabindex="0">75</span><span tabindex="0">100</span></div><p id="state">Volume 0</p>
            <script>
            let held = false;
            handle.addEventListener('pointerdown', event => { held = true; handle.setPointerCapture(event.pointerId); });
            handle.addEventListener('pointermove', event => {
              if (!held) return;
              const box = track.getBoundingClientRect();
              const value = Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * 4) * 25;
              handle.style.left = value * 4 - 10 + 'px';
              handle.setAttribute('aria-valuenow', value);
              state.textContent = 'Volume ' + value;
            });
            addEventListener('pointerup', () => held = false);
            </script>
            """),
        new("/zoo/canvas", "Click the red square in the drawing.", "You hit the square.", """
            <canvas id="drawing" width="600" height="300" style="border:1px solid"></canvas><p id="state">Nothing was hit.</p>
            <script>
            const pen = drawing.getContext('2d');
            pen.fillStyle = '#c00'; pen.fillRect(420, 180, 60, 60);
            drawing.addEventListener('click', event => {
              const hit = event.offsetX >= 420 && event.offsetX <= 480 && event.offsetY >= 180 && event.offsetY <= 240;
              pen.fillStyle = hit ? '#0a0' : '#000'; pen.fillRect(event.offsetX, event.offsetY, 4, 4);
              if (hit) state.textContent = 'You hit the square.';
            });
            </script>
            """),
        new("/zoo/unusual-clicks", "Rename the file notes.txt by a double click, then right-click it and choose Archive.", "renamed archived", """
            <div id="file" tabindex="0" style="width:200px;padding:10px">notes.txt</div><div id="menu" role="menu" hidden style="position:absolute"><div role="menuitem" tabindex="0" onclick="menu.hidden=true;state.textContent+=' archived'">Archive</div></div><p id="state">State:</p>
            <script>
            file.addEventListener('dblclick', () => state.textContent += ' renamed');
            file.addEventListener('contextmenu', event => { event.preventDefault(); menu.hidden = false; });
            </script>
            """),
        new("/zoo/chord", "Write Hello into the note and save it with Control+S.", "Saved: Hello", """
            <label>Note <textarea id="note"></textarea></label><p id="state">Not saved</p>
            <script>addEventListener('keydown', event => { if (event.ctrlKey && event.key === 's') { event.preventDefault(); state.textContent = 'Saved: ' + note.value; } });</script>
            """),
    ];
}
