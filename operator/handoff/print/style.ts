/** The page's style sheet: screen in light and dark, phone and desk, and paper. */
export const style = `
:root{color-scheme:light dark;--ground:#fbfbfa;--panel:#fff;--ink:#1b1f24;--soft:#57606a;--line:#d9dde2;--accent:#0b57a4;--tint:#eaf2fb;--key:#8a5a00;--key-tint:#fdf3dc;--code:#f2f4f6}
@media (prefers-color-scheme:dark){:root{--ground:#14171b;--panel:#1b1f25;--ink:#e8eaed;--soft:#a6aeb8;--line:#343b44;--accent:#8cbcf2;--tint:#1d2a3a;--key:#eec373;--key-tint:#33291a;--code:#242a32}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;-webkit-text-size-adjust:100%}
header,main,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:3rem}
.product{margin:0;color:var(--accent);font-weight:600;letter-spacing:.02em}
h1{margin:.2rem 0 .4rem;font-size:clamp(1.6rem,4.5vw,2.3rem);line-height:1.2;letter-spacing:-.015em;text-wrap:balance}
.meta{margin:0 0 1.5rem;color:var(--soft)}
.meta strong{color:var(--ink)}
section{background:var(--panel);border:1px solid var(--line);border-radius:14px;padding:1.25rem 1.5rem 1.5rem;margin:0 0 1.25rem}
h2{margin:0 0 .25rem;font-size:1.2rem;line-height:1.35;display:flex;gap:.65rem;align-items:center}
.number{flex:none;width:1.9rem;height:1.9rem;border-radius:50%;background:var(--tint);color:var(--accent);font-size:.95rem;display:grid;place-items:center}
.who{color:var(--soft);font-size:.9rem}
p.who{margin:0 0 .75rem}
p{margin:.6rem 0;max-width:44rem}
a{color:var(--accent)}
code,pre,.mono{font-family:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
code{font-size:.9em;overflow-wrap:anywhere}
p code{background:var(--code);border-radius:5px;padding:.1em .35em}
pre{background:var(--code);border-radius:10px;padding:.9rem 1rem;margin:.9rem 0;white-space:pre-wrap;overflow-wrap:anywhere;font-size:.9rem;line-height:1.5}
pre code{font-size:1em}
table{width:100%;border-collapse:collapse;margin:.75rem 0}
th,td{text-align:left;vertical-align:top;padding:.5rem 0;border-top:1px solid var(--line)}
tr:last-child>*{border-bottom:1px solid var(--line)}
th{font-weight:500;color:var(--soft);width:32%;padding-right:1rem}
.columns{display:grid;gap:1.5rem 2.5rem;grid-template-columns:minmax(0,1fr) minmax(0,21rem);align-items:start}
figure{margin:.75rem 0 0}
figcaption{color:var(--soft);font-size:.85rem;text-align:center;margin-top:.4rem}
nav ol{margin:1.25rem 0 0;padding-left:1.4rem}
nav li{margin:.3rem 0}
nav .who::before{content:"· "}
.checklist{list-style:none;margin:1rem 0 0;padding:0}
.checklist label{display:flex;gap:.7rem;align-items:baseline;padding:.25rem 0}
input[type=checkbox]{flex:none;width:1.05rem;height:1.05rem;margin:0;translate:0 .15rem;accent-color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px}
footer{color:var(--soft);font-size:.85rem;padding-bottom:3rem}
svg{display:block;width:100%;max-width:21.25rem;height:auto;margin:0 auto;font-family:inherit}
svg text{fill:var(--ink);text-anchor:middle;font-size:13px}
svg .name{font-weight:600}svg .small{font-size:11px;fill:var(--soft)}svg .label{text-anchor:start;font-weight:600;fill:var(--soft)}svg .mono{font-size:11px}svg .start{text-anchor:start}svg .end{text-anchor:end}
svg rect{fill:var(--panel);stroke:var(--line);stroke-width:1.5}
svg .tenant{fill:var(--ground)}svg .kore{fill:var(--tint);stroke:var(--accent)}svg .gate{stroke:var(--accent)}svg .key{fill:var(--key-tint);stroke:var(--key)}
svg .arrow{fill:none;stroke:var(--soft);stroke-width:1.5}svg .strong{stroke:var(--accent);stroke-width:2.5}svg .tip{fill:var(--soft)}
@media (max-width:46rem){.columns{grid-template-columns:minmax(0,1fr)}section{padding:1rem 1.1rem 1.25rem}header{padding-top:1.75rem}th,td{display:block;width:auto}th{padding-bottom:0}td{border-top:0;padding-top:0}tr:last-child>th{border-bottom:0}}
@media print{:root{--ground:#fff;--panel:#fff;--ink:#000;--soft:#444;--line:#bbb;--accent:#0b57a4;--tint:#eef4fb;--code:#f5f5f5;--key:#8a5a00;--key-tint:#fdf3dc;color-scheme:light}body{font-size:10.5pt}section{break-inside:avoid;border-radius:0;border-width:1px 0 0;padding:.8rem 0}nav{display:none}header,main,footer{max-width:none;padding-left:0;padding-right:0}}
`;
