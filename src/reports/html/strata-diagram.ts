/**
 * The lattice of strata of a small model as a Hasse diagram: larger strata above; dashed where the orbit through a
 * generic point is smaller than its stratum, so that something is conserved which no symmetry explains. Laid out by
 * Graphviz; colours are those of the page.
 */
import { UnsupportedError } from '../../errors.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { type Strata, strataOf } from '../../orbits/dimension/strata-orbits.ts';
import { plural } from '../../plural.ts';
import { symmetryOf } from '../../symmetry/isotropy/isotropy.ts';
import { filledText } from '../strata-text.ts';
import { html, type Markup, trusted } from './html.ts';

/** SVG of a graph in the language of Graphviz. */
export type Layout = (dot: string) => string;

/** Models with more parameters, or more symmetries, have lattices that nobody reads. */
const MOST_PARAMETERS = 9;
const MOST_SYMMETRIES = 100n;
const MOST_STRATA = 16;

const known = new Map<string, Strata | null>();

/** Null where the lattice is a point or too large to be read. */
function smallStrata(model: ModelJson): Strata | null {
  const key = JSON.stringify(model);
  let strata = known.get(key);
  if (strata === undefined) {
    strata = found(model);
    known.set(key, strata);
  }
  return strata;
}

function found(model: ModelJson): Strata | null {
  try {
    if (bind(model).size > MOST_PARAMETERS) return null;
    if (symmetryOf(model).whole.order > MOST_SYMMETRIES) return null;
    const strata = strataOf(model, { seed: '1' });
    const { length } = strata.strata;
    return strata.sampled || length < 2 || length > MOST_STRATA ? null : strata;
  } catch (error) {
    if (error instanceof UnsupportedError) return null;
    throw error;
  }
}

export function strataDiagram(model: ModelJson, layout: Layout): Markup | null {
  const strata = smallStrata(model);
  if (strata === null) return null;
  const rows = strata.strata.map(({ dimension, description, orbit, below }, k) => {
    const reached = orbit === null ? '–' : String(orbit.dimension);
    const filled = orbit === null ? '–' : filledText(orbit, dimension);
    return html`<tr><td class="n">${k + 1}</td><td class="n">${dimension}</td><td class="n">${reached}</td><td>${description}</td><td>${filled}</td><td>${below.map((n) => n + 1).join(', ')}</td></tr>`;
  });
  const gaps = strata.strata.filter(({ dimension, orbit }) => (orbit?.dimension ?? 0) < dimension);
  const count = plural(strata.strata.length, 'type').replace(/$/, ' of strata');
  return html`<details class="strata"><summary>strata of the model: ${count}, ${gaps.length === 0 ? 'all filled' : `${gaps.length} not filled by ${gaps.length === 1 ? 'its orbit' : 'their orbits'}`}</summary>
<div class="wide" tabindex="0"><figure role="img" aria-label="Hasse diagram of ${count}; the table below has them">${trusted(drawn(strata, layout))}</figure></div>
<div class="wide" tabindex="0"><table><caption>At a generic point of each; dashed above where the orbit does not fill its stratum.</caption><thead><tr><th class="n" scope="col">#</th><th class="n" scope="col">dimension</th><th class="n" scope="col">orbit</th><th scope="col">stratum</th><th scope="col">filled</th><th scope="col">contains</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

/** Letters of a line of a label. */
const LINE = 22;

function drawn({ strata }: Strata, layout: Layout): string {
  const nodes = strata.map(({ dimension, description, orbit }, k) => {
    const reached = orbit === null ? '' : `, orbit ${orbit.dimension}`;
    const lines = [`${k + 1}: dimension ${dimension}${reached}`, ...folded(description)];
    const gap = orbit !== null && orbit.dimension < dimension;
    return `s${k} [label="${lines.map(quoted).join('\\n')}", class="${gap ? 'gap' : 'filled'}"${gap ? ', style=dashed' : ''}];`;
  });
  const edges = strata.flatMap(({ below }, k) => below.map((n) => `s${k} -> s${n};`));
  const dot = `digraph { bgcolor="transparent"; rankdir=TB; nodesep=0.25; ranksep=0.35; node [shape=box, fontname="Helvetica", fontsize=13, margin="0.1,0.06"]; edge [arrowhead=none]; ${nodes.join(' ')} ${edges.join(' ')} }`;
  return layout(dot)
    .replace(/^[\s\S]*?(?=<svg)/, '')
    .replace(/ id="[^"]*"/g, '')
    .replace(/<title>[\s\S]*?<\/title>/g, '')
    .replace('<svg ', '<svg class="hasse" aria-hidden="true" ');
}

function folded(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LINE)
      lines[lines.length - 1] += ` ${word}`;
    else lines.push(word);
  }
  return lines;
}

const quoted = (text: string) => text.replace(/[\\"]/g, '\\$&');
