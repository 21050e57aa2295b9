//! The looks of the page: light and dark, wide and narrow, screen and paper.

/// The style sheet.
pub(super) const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6676;--line:#d9dfe7;--paper:#fff;--ground:#f3f5f8;--good:#10734a;\
--good-bg:#e3f4ec;--warn:#8a5a00;--warn-bg:#fdf1d8;--bad:#a8242f;--bad-bg:#fbe4e6;--accent:#2b5fa8}\
@media (prefers-color-scheme:dark){:root{--ink:#e5eaf1;--soft:#9aa6b6;--line:#333d4b;--paper:#1a212b;--ground:#11161d;\
--good:#63d3a1;--good-bg:#12372a;--warn:#f0c264;--warn-bg:#3b2e10;--bad:#ff939b;--bad-bg:#431a1f;--accent:#86b5f5}}\
*{box-sizing:border-box}\
html{-webkit-text-size-adjust:100%}\
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,\
'Noto Sans','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',sans-serif}\
main{max-width:66rem;margin:2rem auto;padding:2.5rem 3rem;background:var(--paper);border:1px solid var(--line);\
border-radius:12px}\
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;flex-wrap:wrap;\
border-bottom:2px solid var(--ink);padding-bottom:1rem}\
h1{font-size:1.75rem;line-height:1.2;margin:0}\
h2{font-size:1.1rem;margin:2.2rem 0 .6rem}\
h3{font-size:1rem;margin:1.4rem 0 .4rem;color:var(--soft);font-weight:600}\
p{margin:.4rem 0}\
.soft{color:var(--soft)}\
.verdict{margin:1.5rem 0;padding:1.1rem 1.3rem;border-radius:10px;font-size:1.2rem;font-weight:600;border-left:6px solid}\
.verdict small{display:block;font-size:.85rem;font-weight:400;margin-top:.3rem;opacity:.9}\
.good{color:var(--good);background:var(--good-bg);border-color:var(--good)}\
.warn{color:var(--warn);background:var(--warn-bg);border-color:var(--warn)}\
.bad{color:var(--bad);background:var(--bad-bg);border-color:var(--bad)}\
.tag{display:inline-block;padding:.05rem .6rem;border-radius:999px;font-size:.85rem;font-weight:600;white-space:nowrap}\
.none{color:var(--soft);background:var(--ground)}\
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.35rem 1.5rem;margin:1rem 0}\
dt{color:var(--soft)}\
dd{margin:0;overflow-wrap:anywhere}\
table{width:100%;border-collapse:collapse;font-size:.94rem}\
th{text-align:left;color:var(--soft);font-weight:600;font-size:.82rem;padding:.3rem .8rem .3rem 0;\
border-bottom:1px solid var(--line)}\
td{padding:.5rem .8rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}\
td.keep{white-space:nowrap}td strong{font-weight:600}\
.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;font-size:.86em;\
overflow-wrap:anywhere}\
ul{margin:.4rem 0;padding-left:1.2rem}\
details{margin:.5rem 0}\
summary{cursor:pointer;color:var(--accent)}\
footer{margin-top:2.5rem;padding-top:1rem;border-top:1px solid var(--line);font-size:.85rem;color:var(--soft)}\
@media (max-width:40rem){main{margin:0;padding:1.4rem 1.1rem;border:0;border-radius:0}\
h1{font-size:1.4rem}dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.6rem}\
table,tbody,tr,td{display:block}thead{display:none}tr{padding:.6rem 0;border-bottom:1px solid var(--line)}\
td{border:0;padding:.1rem 0}td.keep{white-space:normal}td[data-label]::before{content:attr(data-label) ' ';\
color:var(--soft);font-size:.82rem}}\
@media print{:root{color-scheme:light;--ink:#000;--soft:#444;--line:#bbb;--paper:#fff;--ground:#fff;--good:#10734a;\
--good-bg:#fff;--warn:#8a5a00;--warn-bg:#fff;--bad:#a8242f;--bad-bg:#fff}\
html{font-size:10pt}body{font-size:1rem}.tag{padding:0}main{margin:0;padding:0;border:0;max-width:none}tr,.verdict,h2{break-inside:avoid}h2{break-after:avoid}\
details{display:none}}";
