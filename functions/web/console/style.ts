/** The console's style sheet: tokens first, light and dark, phone first. Served as a file so that CSP needs no exception. */
export const style = `
:root{color-scheme:light dark;--ground:#f7f8fb;--card:#fff;--ink:#1b2233;--soft:#5a6478;--line:#dfe3ec;--sky:#1f5fd0;--sky-soft:#e8f0ff;--warn:#9a4b00;--warn-soft:#fff1e0;--radius:12px}
@media (prefers-color-scheme:dark){:root{--ground:#10141d;--card:#181e2a;--ink:#e8ecf5;--soft:#a3adc0;--line:#2b3446;--sky:#8db8ff;--sky-soft:#1c2a45;--warn:#ffc07a;--warn-soft:#3a2a17}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",sans-serif;overflow-wrap:anywhere;word-break:keep-all}
a{color:var(--sky);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--sky);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:1}
header.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;padding:.9rem 1.25rem;background:var(--card);border-bottom:1px solid var(--line)}
.brand{font-weight:700;color:var(--ink);text-decoration:none}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem}
nav a{padding:.35rem 0;text-decoration:none}nav a[aria-current]{font-weight:600;border-bottom:2px solid var(--sky)}
main{max-width:64rem;margin:0 auto;padding:1.25rem}
h1{font-size:1.4rem;line-height:1.3;margin:.25rem 0 1rem}h2{font-size:1.05rem;margin:1.5rem 0 .75rem}
.tabs{margin:0 0 1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:var(--radius);padding:1rem 1.1rem;margin:0 0 .75rem}
.rows{list-style:none;margin:0;padding:0}
.row{display:grid;gap:.15rem .9rem;grid-template-columns:1fr auto}
.row .title{font-weight:600;font-size:1.02rem}
.meta{color:var(--soft);font-size:.88rem;display:flex;flex-wrap:wrap;gap:.15rem .9rem;align-items:center}
.tag{display:inline-block;padding:.05rem .55rem;border-radius:99px;background:var(--sky-soft);color:var(--sky);font-size:.8rem;font-weight:600;white-space:nowrap}
.tag.warn{background:var(--warn-soft);color:var(--warn)}
.text{white-space:pre-wrap;margin:.6rem 0 0}
details{margin-top:.6rem}summary{cursor:pointer;color:var(--soft);font-size:.9rem;min-height:1.75rem}
.files{list-style:none;padding:0;margin:.6rem 0 0;display:flex;flex-wrap:wrap;gap:.4rem}
.files a{display:inline-block;padding:.35rem .7rem;border:1px solid var(--line);border-radius:8px;text-decoration:none}
.internal{border-left:4px solid var(--warn)}
.empty{text-align:center;color:var(--soft);padding:3rem 1rem}
button{font:inherit;font-weight:600;min-height:2.75rem;padding:0 1.1rem;border-radius:8px;border:1px solid var(--sky);background:var(--sky);color:var(--card);cursor:pointer}
dl.facts{display:flex;flex-wrap:wrap;gap:.4rem 2rem;margin:0 0 1rem}dt{color:var(--soft);font-size:.82rem}dd{margin:0}
`
