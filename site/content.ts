/** What the pages are made of: claims, stored counterexamples, their labels. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Claim } from '../src/claims/claim.ts';
import { claims } from '../src/claims/registry.ts';
import { readCounterexampleFile } from '../src/counterexamples/read-counterexample.ts';
import { counterexampleFiles } from '../src/counterexamples/replay.ts';
import type { Stored } from '../src/reports/html/card.ts';
import {
  findingOfFile,
  type Labels,
  labelsByFinding,
  siblingsOf,
} from '../src/reports/site/labels.ts';

export const root = fileURLToPath(new URL('..', import.meta.url));

export interface Labelled {
  readonly label: string;
  readonly stored: Stored;
  readonly siblings: readonly string[];
}

export interface Content {
  readonly claims: readonly Claim[];
  readonly labels: Labels;
  /** In the order of the claims. */
  readonly labelled: readonly Labelled[];
  /** Labels whose files are gone. */
  readonly withdrawn: readonly string[];
}

/** Where labels are kept. */
export const LABELS = 'docs/labels.json';

/** Of the repository, in alphabetical order. */
export function storedFiles(): string[] {
  return counterexampleFiles(`${root}counterexamples`);
}

export function keptLabels(): Labels {
  return JSON.parse(readFileSync(root + LABELS, 'utf8')) as Labels;
}

export function contentOf(files: readonly string[], labels: Labels): Content {
  const byFinding = labelsByFinding(labels);
  const place = ({ stored }: Labelled) => claims.indexOf(stored.claim!);
  const labelled = files
    .map((file): Labelled => {
      const counterexample = readCounterexampleFile(file);
      const claim = claims.find(({ id }) => id === counterexample.claim.id);
      const label = byFinding.get(findingOfFile(file));
      if (label === undefined)
        throw new Error(`${file} has no label in ${LABELS}: npm run docs:refresh gives one`);
      const name = file.startsWith(root) ? file.slice(root.length) : file;
      return {
        label,
        stored: { file: name, counterexample, claim },
        siblings: siblingsOf(labels, label),
      };
    })
    .sort((a, b) => place(a) - place(b) || (a.label < b.label ? -1 : 1));
  const here = new Set(labelled.map(({ label }) => label));
  const withdrawn = Object.keys(labels).filter((label) => !here.has(label));
  return { claims, labels, labelled, withdrawn };
}
