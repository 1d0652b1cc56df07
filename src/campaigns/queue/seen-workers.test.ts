import { expect, it } from 'vitest';
import { identityOfCode } from '../../testing/queue-campaign.ts';
import { BEAT, type WorkerPresent } from './presence.ts';
import type { QueueEvent } from './queue-event.ts';
import { SeenWorkers } from './seen-workers.ts';

const worker = (name: string, code = 'code'): WorkerPresent => ({
  ...{ identity: identityOfCode(code), name, threads: 1, chunks: 0 },
});

it('tells once who joins, who has gone for five beats, and that nobody is there for what is wanted', () => {
  let now = 0;
  const told: string[] = [];
  const tell = (event: QueueEvent) =>
    told.push('worker' in event ? `${event.kind} ${event.worker.name}` : event.kind);
  const seen = new SeenWorkers(identityOfCode('code'), () => now, tell);
  const both = { a: worker('first'), b: worker('second'), c: worker('stranger', 'another') };
  const look = (present: { readonly [id: string]: WorkerPresent }, wanted = true) => {
    told.splice(0);
    seen.look(new Map(Object.entries(present)), wanted);
    return told.slice();
  };
  expect(look({}, false)).toEqual([]);
  expect(look({})).toEqual(['no-worker']);
  expect(look({})).toEqual([]);
  expect(look(both)).toEqual(['joined first', 'joined second', 'refused-worker stranger']);
  expect(look(both)).toEqual([]);
  now += 5 * BEAT - 1;
  expect(look({ b: worker('second') })).toEqual([]);
  expect(seen.own().map(({ name }) => name)).toEqual(['first', 'second']);
  now += 1;
  expect(look({})).toEqual(['left first']);
  // The Redis was away: nobody could be seen.
  now += 5 * BEAT - 1;
  seen.renew();
  now += 5 * BEAT - 1;
  expect(look({})).toEqual([]);
  now += 1;
  expect(look({})).toEqual(['left second', 'no-worker']);
  expect(look({ b: worker('second') })).toEqual(['joined second']);
  now += 5 * BEAT;
  // Nothing is wanted.
  expect(look({}, false)).toEqual(['left second']);
  expect(look({})).toEqual(['no-worker']);
});
