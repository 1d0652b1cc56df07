/**
 * Verdicts of a build on instances: `node answers.mjs BUILD CASES` prints a line of JSON for each case, the
 * verdict's kind, its clause, and what is finer than the clause; of one that survived, every clause that held: which of
 * them was nearest to failing is measured in float64, and is no part of the verdict. CASES is a file of lines
 * `{ key, claim, dropped, instance }`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';

const [build, cases] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(build, name)).href);
const { claims } = await load('claims/registry.js');
const { finerSignature } = await load('claims/signature.js');
const { clauseOf } = await load('claims/verdict.js');
const { open } = await load('instances/subject.js');

for (const line of readFileSync(cases, 'utf8').split('\n').filter(Boolean)) {
  const { key, claim: id, dropped, instance } = JSON.parse(line);
  const claim = claims.find((one) => one.id === id);
  let answer;
  try {
    const verdict = claim.check(open(instance), { dropped: new Set(dropped), strictness: 0 });
    const finer = verdict.kind === 'falsified' ? (finerSignature(verdict.by) ?? '') : '';
    const clause =
      verdict.kind === 'survived'
        ? [verdict.by, ...verdict.and].map((held) => held.clause).sort()
        : [clauseOf(verdict)];
    answer = [verdict.kind, clause.join('+'), finer];
  } catch (error) {
    answer = ['throws', error.name, ''];
  }
  process.stdout.write(`${JSON.stringify([key, ...answer])}\n`);
}
