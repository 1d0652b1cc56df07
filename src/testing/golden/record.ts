/**
 * `npm run golden`: writes the golden files anew, or only those that are named (`npm run golden drawn`). Every
 * difference is to be read and explained.
 */
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { goldenFiles } from './files.ts';
import { writeLines } from './line.ts';

const named = process.argv.slice(2);
const unknown = named.filter((name) => !goldenFiles().some((file) => file.name === name));
if (unknown.length > 0) throw new Error(`no golden file ${unknown.join(', ')}`);
for (const { name, path, cases } of goldenFiles())
  if (named.length === 0 || named.includes(name)) writeFileSync(path, writeLines(cases));
