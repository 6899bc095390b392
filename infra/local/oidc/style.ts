/** Style of the page on which people choose who they are: phone first, light and dark, no assets from anywhere. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d9dee7, #333b49); --soft: light-dark(#5b6472, #9aa5b5);
  --card: light-dark(#fff, #1a202b); --ground: light-dark(#f4f6fa, #11151d); --accent: light-dark(#1c5fd4, #7fb0ff);
  --administrator: light-dark(#7a3cc4, #c9a6ff); --agent: light-dark(#1c5fd4, #7fb0ff); --employee: light-dark(#18794e, #76d4a4); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); word-break: keep-all; font: 16px/1.5 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: clamp(1rem, 8vh, 5rem) 1rem; }
.brand { margin: 0; color: var(--accent); font-weight: 700; letter-spacing: .02em; }
h1 { margin: .25rem 0 .5rem; font-size: 1.6rem; line-height: 1.25; }
p { margin: 0 0 1.5rem; color: var(--soft); }
a { color: var(--accent); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
button { display: flex; gap: .9rem; align-items: center; width: 100%; min-height: 4.25rem; padding: .6rem .9rem; text-align: start;
  font: inherit; color: CanvasText; background: var(--card); border: 1px solid var(--line); border-radius: .9rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.face { flex: none; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; border-radius: 50%; font-weight: 700; font-size: .95rem;
  color: light-dark(#fff, #0b1220); background: var(--employee); }
.face[data-role=administrator] { background: var(--administrator); } .face[data-role=agent] { background: var(--agent); }
.name, .what { display: block; } .name { font-weight: 600; } .what { color: var(--soft); font-size: .9rem; }
`
