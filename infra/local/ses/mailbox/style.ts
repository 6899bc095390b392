/** Style of the mailbox: phone first, light and dark, no assets from anywhere. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d9dee7, #333b49); --soft: light-dark(#5b6472, #9aa5b5);
  --card: light-dark(#fff, #1a202b); --ground: light-dark(#f4f6fa, #11151d); --accent: light-dark(#1c5fd4, #7fb0ff); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); font: 16px/1.6 system-ui, "Apple SD Gothic Neo", "Noto Sans KR", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; justify-content: space-between; }
h1 { font-size: 1.4rem; margin: .5rem 0; overflow-wrap: anywhere; }
p { margin: .25rem 0 1rem; color: var(--soft); }
a { color: var(--accent); }
.button, button { display: inline-block; min-height: 2.75rem; padding: .5rem 1.25rem; border: 0; border-radius: .6rem;
  background: var(--accent); color: light-dark(#fff, #0b1220); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ul { list-style: none; margin: 0; padding: 0; }
li a, article, form { display: block; background: var(--card); border: 1px solid var(--line); border-radius: .8rem;
  padding: .8rem 1rem; margin-bottom: .6rem; color: inherit; text-decoration: none; }
li a:hover { border-color: var(--accent); }
.who { display: flex; gap: 1rem; justify-content: space-between; color: var(--soft); font-size: .9rem; }
.who span:first-child, .subject { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.subject { font-weight: 600; }
time { white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 0 1rem; font-size: .9rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0; }
iframe { width: 100%; height: 22rem; border: 1px solid var(--line); border-radius: .6rem; background: #fff; }
label { display: block; margin-bottom: .8rem; font-size: .9rem; color: var(--soft); }
label.check { display: flex; gap: .5rem; align-items: center; }
input:not([type=checkbox]), textarea { display: block; width: 100%; margin-top: .2rem; padding: .6rem .7rem; font: inherit; color: CanvasText;
  background: var(--ground); border: 1px solid var(--line); border-radius: .6rem; }
textarea { min-height: 12rem; }
.note { padding: .6rem 1rem; border-radius: .6rem; border: 1px solid var(--accent); color: inherit; }
summary { cursor: pointer; margin: .8rem 0; color: var(--accent); }
`
