/** A model on a page: its formula, and at one small size what the commands say of its symmetries and laws. */
import type { Claim } from '../../claims/claim.ts';
import { writeJson } from '../../json/write-json.ts';
import type { AnyModel, ModelJson } from '../../models/contract.ts';
import { specFields } from '../../models/spec-fields.ts';
import type { LawCounts } from '../../orbits/dimension/law-counts.ts';
import type { Strata } from '../../orbits/dimension/strata-orbits.ts';
import { describeConserved } from '../conserved-text.ts';
import { html, type Markup, NOTHING } from '../html/html.ts';
import { describeStrata } from '../strata-text.ts';
import type { SitePage } from './page-source.ts';

export interface ModelContent {
  readonly model: AnyModel;
  /** A small spec, of which the rest is told. */
  readonly sample: ModelJson;
  readonly strata: Strata;
  readonly laws: LawCounts;
  /** Claims whose domain names the kind. */
  readonly claims: readonly Claim[];
  /** Whether a file for download is there. */
  readonly file: string;
}

export function modelPage({ model, sample, strata, laws, claims, file }: ModelContent): SitePage {
  const { kind, formula, source } = model;
  return {
    path: `models/${kind}.md`,
    title: kind,
    sections: [
      {
        heading: null,
        body: html`<p class="lead model">${formula}</p>${source === undefined ? NOTHING : html`<p class="small">Source: ${source}</p>`}${fieldList(model)}`,
      },
      {
        heading: 'One of them',
        body: html`<pre tabindex="0">${writeJson({ model: sample })}</pre><p><a href="${file}" download>${file}</a></p>`,
      },
      {
        heading: 'Symmetries',
        body: html`<p>What <code>falsim strata ${file}</code> prints: the subspaces that symmetries fix, up to symmetry.</p><pre tabindex="0">${describeStrata(strata)}</pre>`,
      },
      {
        heading: 'Laws',
        body: html`<p>What <code>falsim conserved ${file}</code> prints: what gradient flow keeps at a generic point, whatever the data and the loss.</p><pre tabindex="0">${describeConserved(laws)}</pre>`,
      },
      {
        heading: 'Claims about it',
        body:
          claims.length === 0
            ? html`<p>None that is about this kind alone.</p>`
            : html`<ul>${claims.map(({ id, statement }) => html`<li><a href="../claims/${id}.html">${id}</a>: ${statement}</li>`)}</ul>`,
      },
    ],
  };
}

function fieldList({ spec }: AnyModel): Markup {
  const fields = specFields(spec);
  if (fields.length === 0) return NOTHING;
  return html`<dl>${fields.map((field) => {
    const optional = 'optional' in field && field.optional ? ', or left out' : '';
    return html`<dt>${field.path.join('.')}</dt><dd>${fieldText(field)}${optional}</dd>`;
  })}</dl>`;
}

function fieldText(field: ReturnType<typeof specFields>[number]): string {
  switch (field.is) {
    case 'size':
      return `a size from ${field.least}`;
    case 'sizes':
      return `a list of ${field.least} sizes or more`;
    case 'boolean':
      return 'true or false';
    case 'choice':
      return field.options.join(', ');
    case 'function':
      return 'an activation';
    case 'number':
      return 'an exact number';
    case 'other':
      return 'see the documentation of instances';
  }
}
