/** Rules for counterexamples and their networks, curves and tables, in the colours of the page. */
export const CARD_STYLE = `
.lead { font-size: 1.12rem } .small, .tag, figcaption { color: var(--quiet); font-size: .9rem } .tag { margin-top: .1rem }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.2rem; margin: 1.2rem 0 }
pre { background: var(--soft); padding: .6rem .8rem; overflow-x: auto; border-radius: .3rem; font-size: .85rem; white-space: pre-wrap; overflow-wrap: anywhere }
table { border-collapse: collapse; font-size: .92rem } th, td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top } td.n, th.n { text-align: right }
caption { text-align: left; color: var(--quiet); padding-bottom: .3rem } .wide { overflow-x: auto }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .15rem .8rem; font-size: .92rem } dt { color: var(--quiet) } dd { margin: 0 }
figure { margin: .3rem 0 } .instance { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: center } .instance > div { flex: 1 1 16rem; min-width: 0 } .instance > figure { max-width: 100% }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1rem } .plot { min-height: 200px; min-width: 0 } .plots > figure { min-width: 0 }
svg.network { max-width: 100%; height: auto } svg text { fill: var(--ink); font: 13px system-ui, sans-serif; text-anchor: middle } svg.network text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px } svg.network .node { stroke: none } svg .bias, svg .note { fill: var(--quiet); font-size: 12px }
svg circle { fill: var(--soft); stroke: var(--ink) } svg line.weight { stroke: var(--mark) } svg line.zero { stroke: var(--quiet); stroke-dasharray: 4 4 }
svg.portrait { width: 100%; height: auto; max-height: 240px } svg.portrait text { text-anchor: start } svg .axis { fill: none; stroke: var(--line) } svg polyline { fill: none; stroke: var(--mark); stroke-width: 2 } svg.portrait circle { fill: var(--mark); stroke: none } svg.portrait polyline.stratum { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 6 4 } svg.portrait circle.stratum { fill: none; stroke: var(--bad); stroke-width: 2; stroke-dasharray: 3 3 }
svg.hasse { max-width: 100%; height: auto } svg.hasse text { font-size: 11px } svg.hasse .node polygon { fill: var(--soft); stroke: var(--ink) } svg.hasse .gap polygon { stroke: var(--bad); stroke-width: 1.6 } svg.hasse .edge path { stroke: var(--quiet) }
.u-legend { font-size: .8rem; text-align: left } .bad { color: var(--bad); font-weight: 600 } summary { cursor: pointer } .rest[open] > summary .why { display: none }
@media print { .rest::details-content { content-visibility: visible; block-size: auto } }
`;
