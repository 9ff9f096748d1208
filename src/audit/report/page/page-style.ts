// The style of the page: one sheet inside it, light and dark as the reader's system is, and fit for paper.

/** Colours by name: in light, and in dark. Each series has 3:1 against its card, each text 4.5:1. */
const colours: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  page: ['#f3f5f8', '#0f151c'],
  card: ['#ffffff', '#18212c'],
  ink: ['#17212e', '#e6edf5'],
  soft: ['#526071', '#a4b2c2'],
  line: ['#dce2ea', '#2d3a49'],
  accent: ['#1f5a92', '#78b3ea'],
  alarm: ['#a81f38', '#ff8c9c'],
  alarmcard: ['#fdf1f3', '#33202a'],
  change: ['#2b6cb0', '#62a3e6'],
  read: ['#2f8577', '#55bfa8'],
  reveal: ['#c2561a', '#f0935a'],
  login: ['#7759b5', '#b49af0'],
  open: ['#a81f38', '#ff8c9c'],
  raw: ['#697686', '#94a3b4'],
  trail: ['#8a6a0b', '#d6b24a'],
}

/** The same colour where several series mean the same. */
const series = `
.c-change{--c:var(--change)}.c-read{--c:var(--read)}.c-reveal{--c:var(--reveal)}.c-login,.c-failedLogin{--c:var(--login)}
.c-open,.c-failedOpen{--c:var(--open)}.c-raw,.c-other{--c:var(--raw)}.c-trail,.c-denied{--c:var(--trail)}
path[class^=c-],rect[class^=c-]{fill:var(--c)}.swatch{background:var(--c)}`

const layout = `
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
main,header,footer{max-width:1240px;margin:0 auto;padding:0 24px}
h1,h2,h3,p,ul,dl,dd,figure{margin:0;padding:0}
h1{font-size:28px;line-height:1.2;letter-spacing:-.01em}
h2{font-size:19px;margin:40px 0 12px}
h3{font-size:15px}
a{color:var(--accent)}
figcaption p,.left-out{color:var(--soft);font-size:13px}
.card,.chart{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px;min-width:0}
header{padding-top:32px}
.eyebrow{color:var(--accent);font-weight:600;font-size:13px;letter-spacing:.06em;text-transform:uppercase}
.about{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:14px 28px;margin-top:18px;border-top:3px solid var(--accent)}
.about dt{color:var(--soft);font-size:12.5px}
.about dd{overflow-wrap:anywhere}.about div:last-child{grid-column:span 2}
.lead{color:var(--soft);font-size:16px}
nav{margin:16px 0 0;display:flex;flex-wrap:wrap;gap:6px 18px;font-size:14px}`

const summary = `
.cards{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:12px}
.cards .card{padding:14px 16px}
.cards dt{font-size:13px;color:var(--soft)}
.cards .value{font-size:27px;line-height:1.25;font-weight:650;font-variant-numeric:tabular-nums}
.cards .below{font-size:12.5px;color:var(--soft)}
.cards .bad .value{color:var(--alarm)}
.alarms{list-style:none;display:grid;gap:8px;margin-top:12px}
.alarms li{background:var(--alarmcard);border:1px solid var(--line);border-left:4px solid var(--alarm);border-radius:6px;padding:9px 16px;overflow-wrap:anywhere}
.alarms strong{color:var(--alarm)}
.notes{margin-top:12px;padding:14px 20px 14px 36px;overflow-wrap:anywhere}.notes li::marker{color:var(--accent)}`

const charts = `
.charts{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px}
.wide{grid-column:1/-1}
.chart{display:flex;flex-direction:column;gap:12px}
.chart svg{display:block;width:100%;overflow:hidden}
.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 16px;font-size:13px;color:var(--ink)}
.swatch{display:inline-block;width:11px;height:11px;border-radius:3px;margin-right:6px;vertical-align:-1px}
.plot{display:grid;grid-template-columns:auto minmax(0,1fr);gap:6px 8px}
.plot svg{height:220px}
.y-axis{display:flex;flex-direction:column;justify-content:space-between;text-align:right;font-size:12px;line-height:0;color:var(--soft);font-variant-numeric:tabular-nums}
.x-axis{grid-column:2;display:grid;font-size:12px;line-height:16px;color:var(--soft)}
.x-axis span{overflow:hidden;white-space:nowrap;border-left:1px solid var(--line);padding-left:4px;min-width:0}
.grid{stroke:var(--line);stroke-width:1;vector-effect:non-scaling-stroke;fill:none}
.hover{fill:transparent}.hover:hover{fill:var(--ink);fill-opacity:.07}
.bars{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr) auto;gap:0 10px;font-size:13px}
.bars span{display:block;height:28px;line-height:28px;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
.bars svg{height:calc(28px*var(--rows))}
.names{overflow:hidden}.counts{text-align:right;font-variant-numeric:tabular-nums}
.week{display:grid;grid-template-columns:auto minmax(0,1fr);gap:4px 8px;font-size:12px;color:var(--soft)}
.week svg{height:182px}
.days span{display:block;height:26px;line-height:26px}
.hours{grid-column:2;display:grid;grid-template-columns:repeat(8,1fr);line-height:16px}
.heat{fill:var(--accent);background:var(--accent)}
.h-0{fill:var(--line);background:var(--line);fill-opacity:.55}
.h-1{fill-opacity:.22;opacity:.22}.h-2{fill-opacity:.42;opacity:.42}.h-3{fill-opacity:.62;opacity:.62}.h-4{fill-opacity:.82;opacity:.82}
rect.h-1,rect.h-2,rect.h-3,rect.h-4{opacity:1}
.frame{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 4;vector-effect:non-scaling-stroke;pointer-events:none}
.scale{display:flex;align-items:center;gap:4px;font-size:12px;color:var(--soft)}.scale .swatch{margin:0}
.scale span:last-child{margin-left:4px}
details{margin-top:auto;font-size:13px}summary{cursor:pointer;color:var(--accent)}
.empty{color:var(--soft)}`

const tables = `
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px;background:var(--card)}
details .scroll{max-height:320px;overflow-y:auto;margin-top:8px}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{padding:7px 10px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
tbody th{font-weight:400}
td,tbody th{overflow-wrap:anywhere}td[dir]{min-width:124px}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.time,.kind,.code{white-space:nowrap;font-variant-numeric:tabular-nums}
.code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12px}
.tables{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 16px}.tables section{min-width:0}
.tables section:not(.wide) :is(th,td){padding-left:7px;padding-right:7px}
.kind .swatch{background:var(--c,var(--raw))}
.kind.bad{color:var(--alarm);font-weight:600}
.left-out{margin-top:8px}
.zero{color:var(--soft)}
footer{padding-top:28px;padding-bottom:48px}
.words{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:10px 28px;font-size:13px}
.words dt{font-weight:600}.words dd{color:var(--soft)}`

const narrow = `
@media(max-width:760px){main,header,footer{padding-left:14px;padding-right:14px}h1{font-size:23px}
.charts,.tables{grid-template-columns:minmax(0,1fr)}.card,.chart{padding:14px}.notes.card{padding-left:32px}.plot svg{height:180px}
.cards{grid-template-columns:repeat(2,minmax(0,1fr))}.about{grid-template-columns:minmax(0,1fr)}.about div:last-child{grid-column:auto}
.x-axis span:nth-child(even){visibility:hidden}.x-axis span:nth-child(odd){overflow:visible}
.hours span:nth-child(even){visibility:hidden}.hours span{white-space:nowrap}}`

const paper = `
@media print{@page{margin:14mm 12mm}:root{--page:#fff}body{font-size:10pt}main,header,footer{max-width:none;padding-left:0;padding-right:0}
nav,summary{display:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.card,.chart,.alarms li,tr{break-inside:avoid}h2,h3{break-after:avoid}thead{display:table-header-group}
.scroll,details .scroll{overflow:visible;max-height:none;border:0}table{font-size:7.5pt}th,td{padding:3px 5px}td[dir]{min-width:0}.code{font-size:7pt}
.plot svg{height:160px}.charts{gap:10px}.tables{display:block}}`

function variables(index: 0 | 1): string {
  return Object.entries(colours)
    .map(([name, values]) => `--${name}:${values[index]}`)
    .join(';')
}

/** The sheet. Paper is light. */
export const pageStyle = `:root{color-scheme:light dark;${variables(0)}}
@media screen and (prefers-color-scheme:dark){:root{${variables(1)}}}
${[series, layout, summary, charts, tables, narrow, paper].join('').trim()}
`
