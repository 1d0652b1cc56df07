/** `npm run golden`: writes the golden files anew. Every difference is to be read and explained. */
import { writeFileSync } from 'node:fs';
import { goldenFiles } from './files.ts';
import { writeLines } from './line.ts';

for (const { path, cases } of goldenFiles()) writeFileSync(path, writeLines(cases));
