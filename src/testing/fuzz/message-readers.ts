/** Readers of what lies in a queue, where anybody may have written it. */
import { readAnswer, readOrder, written } from '../../campaigns/queue/messages.ts';
import { claimById, claims } from '../../claims/registry.ts';
import { readTextFile } from '../../json/json-file.ts';
import { createRng } from '../../numerics/random.ts';
import type { Reader } from './reader.ts';

const CODE = 'code';
const id = 'orbit-is-sim';

export const messageReaders: readonly Reader[] = [
  {
    name: 'order of a queue',
    sources: ['campaigns/queue/messages.ts'],
    isJson: true,
    seeds() {
      const instance = claimById(id)!.generate(createRng('order'), {
        dropped: new Set(),
        size: 0.3,
      });
      const spec = { claimId: id, dropped: [], seed: 1, index: 0, runs: 3 };
      const corpus = [{ instance, margin: 1, cell: 'a' }];
      return [spec, { ...spec, corpus }].map((one) =>
        JSON.stringify({ code: CODE, results: 'falsim:results:a-1', spec: one }),
      );
    },
    read: (file) => readOrder(readTextFile(file, 'JSON'), CODE, claims),
  },
  {
    name: 'answer of a queue',
    sources: ['campaigns/queue/messages.ts'],
    isJson: true,
    seeds: () => [
      written({
        id: 'chunk-1',
        worker: 'here',
        result: { kind: 'lost', cause: 'time-limit', reason: 'it took two minutes' },
      }),
    ],
    read: (file) => readAnswer(readTextFile(file, 'JSON')),
  },
];
