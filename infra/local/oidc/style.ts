/** Style of the page on which people choose who they are: phone first, light and dark, no assets from anywhere. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#dde3ee, #263042); --soft: light-dark(#4b566d, #aeb8cb);
  --card: light-dark(#fff, #151b27); --ground: light-dark(#f5f7fb, #0d121b); --accent: light-dark(#1b62d6, #86b6ff);
  --administrator: light-dark(#6a3fc0, #c3a8ff); --agent: light-dark(#1b62d6, #86b6ff); --employee: light-dark(#13694a, #6fd6a8); }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: linear-gradient(light-dark(#dbe9fd, #10203f), var(--ground) 26rem) no-repeat var(--ground); color: light-dark(#131a2a, #e9edf6); word-break: keep-all; font: 16px/1.5 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: clamp(1rem, 8vh, 5rem) 1rem; }
.brand { display: flex; align-items: center; gap: .5rem; margin: 0; font-weight: 720; letter-spacing: -.02em; }
.mark-sun { fill: light-dark(#ffc54d, #ffcf6b); } .mark-cloud { fill: var(--accent); }
h1 { margin: 1rem 0 .4rem; letter-spacing: -.02em; font-size: 1.6rem; line-height: 1.25; }
p { margin: 0 0 1.5rem; color: var(--soft); }
a { color: var(--accent); }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .6rem; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
button { display: flex; gap: .9rem; align-items: center; width: 100%; min-height: 4.25rem; padding: .6rem .9rem; text-align: start;
  font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: .9rem; cursor: pointer; }
button:hover { border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.face { flex: none; display: grid; place-items: center; width: 2.75rem; height: 2.75rem; border-radius: 50%; font-weight: 700; font-size: .95rem;
  color: light-dark(#fff, #0b1220); background: var(--employee); }
.face[data-role=administrator] { background: var(--administrator); } .face[data-role=agent] { background: var(--agent); }
.name, .what { display: block; } .name { font-weight: 600; } .what { color: var(--soft); font-size: .9rem; }
`
