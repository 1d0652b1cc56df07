import { expect, it } from 'vitest';
import { runChunk } from '../campaigns/chunk.ts';
import { counterexampleOf } from '../campaigns/shrinking.ts';
import { liveBlock } from '../reports/live-text.ts';
import { isTooLong } from '../testing/docs/transcript.ts';
import { bounded } from '../testing/toy-claims.ts';
import { Live } from './live.ts';

const target = { claim: bounded, dropped: ['small'] };
const spec = { claimId: 'bounded', dropped: ['small'], seed: 1, index: 0, runs: 20 };
const chunk = runChunk(bounded, spec);
const [failed] = chunk.failures;
const failure = { ...failed, index: 0, key: 'x', tries: failed.run + 1 };
const found = {
  counterexample: counterexampleOf(bounded, {
    ...spec,
    ...failed,
    tries: failed.run + 1,
    maxEvaluations: 500,
  }),
  saved: { status: 'stored', file: 'counterexamples/bounded/small.json' },
} as const;

/** A hunt of 60 s by a clock of its own, on a stream that is kept. */
function hunt(isTerminal: boolean, json = false, columns = 80, plots = false) {
  let [time, checked] = [0, 0];
  const written: string[] = [];
  const streams = {
    out: () => undefined,
    err: (text: string) => written.push(text),
    isTerminal,
    plots: { out: false, err: plots },
    columns,
    onInterrupt: () => () => undefined,
  };
  const live = new Live({ streams, json, checked: () => checked, clock: () => time });
  live.begin([target, { claim: bounded, dropped: [] }], { seconds: 60 });
  const pass = (seconds: number, more: number) => {
    time += 1000 * seconds;
    checked += more;
    live.tick();
  };
  pass(0, 0);
  pass(10, 1000);
  live.chunk(target, chunk);
  live.failure(target, failure);
  pass(10, 3000);
  live.found(found);
  pass(4, 400);
  live.end();
  return written;
}

const ESCAPE = '\u001b';
const SEQUENCE = new RegExp(`(${ESCAPE}\\[\\d*[AJ]|\\r|\\n)`);
const UP = new RegExp(`^${ESCAPE}\\[(\\d+)A$`);

/** What a terminal shows in the end of text with the two sequences that are used. */
function screen(written: readonly string[]): string[] {
  const lines = [''];
  for (const piece of written.join('').split(SEQUENCE)) {
    const up = UP.exec(piece);
    if (up !== null) lines.splice(lines.length - 1 - Number(up[1]));
    else if (piece === '\n') lines.push('');
    else if (piece !== '\r' && !piece.startsWith(ESCAPE)) lines[lines.length - 1] += piece;
    if (up !== null) lines.push('');
  }
  return lines;
}

it('redraws a block on a terminal, and leaves what was found above it', () => {
  const written = hunt(true);
  const before = screen(written.slice(0, -1));
  const { survived, falsified } = chunk.counts;
  expect(before.at(-7)).toMatch(/^ {2}counterexamples\/bounded\/small\.json$/);
  // The look 14 s ago is the last one that is 5 s old: 3000 and 400 since.
  expect(before.slice(-6, -4)).toEqual([
    '24 s, about 36 s left; 1 found',
    '4400 checked, 243/s now, 183/s on average',
  ]);
  expect(before.at(-4)).toMatch(/^ {2}bounded −small {2,}20: \d+ held, \d+ fell, margin -0\.\d\d$/);
  expect(before.at(-4)).toContain(`20: ${survived} held, ${falsified} fell`);
  expect(before.at(-4)).toHaveLength(80);
  expect(before.at(-3)).toMatch(/^ {2}bounded {2,}0: 0 held, margin –$/);
  expect(before.at(-2)).toBe('  on linear');
  expect(before.at(-1)).toBe('');
  const after = screen(written);
  expect(after.join('\n')).not.toContain('checked');
  expect(after[0]).toMatch(/^bounded −small fails at try 1: linear \d-1 at \(/);
  expect(after[1]).toMatch(/to be shrunk$/);
  expect(
    after.filter((line) => line.startsWith('bounded −small shrunk to linear 1-1 at')),
  ).toHaveLength(1);
});

it('has room for what is found after days, at thousands a second', () => {
  const state = { targets: [], runs: null, checked: 1e9, rateNow: 12_345, rate: 11_999 };
  const block = liveBlock({ ...state, found: 4321, seconds: 1e6, secondsLeft: 3e6 }, 80);
  expect(block.join(' ')).not.toContain('…');
  expect(block[0]).toMatch(/4321 found$/);
});

it('tells targets of one claim apart by what is dropped, their bars below one another', () => {
  const target = (dropped: readonly string[], tries: number) => ({
    target: { claim: { ...bounded, id: 'two-layer-exhaustive' }, dropped },
    tries,
    earlier: 0,
    counts: { survived: tries, falsified: tries, inconclusive: 0, vacuous: 0 },
    worstMargin: -16,
    kinds: [],
    since: 0,
  });
  const targets = [target([], 7), target(['slope-at-zero'], 1e4), target(['sign-symmetries'], 10)];
  const rates = { runs: null, checked: 0, rateNow: 0, rate: 0, found: 0 };
  const block = liveBlock({ targets, ...rates, seconds: 0, secondsLeft: null }, 80, true);
  const lines = block.slice(2, 5);
  for (const [k, name] of ['two-layer-exhau…', '−slope-at-zero', '−sign-symmetries'].entries())
    expect(lines[k]).toMatch(new RegExp(`^ {2}${name} +[█╳]`));
  expect(new Set(lines.map((line) => line.search(/[█╳]/))).size).toBe(1);
});

it('breaks no line of a narrow terminal', () => {
  const block = hunt(true, false, 40).filter((text) => text.includes('checked'));
  expect(block.length).toBeGreaterThan(3);
  const lines = block
    .join('')
    .split(SEQUENCE)
    .filter((piece) => !SEQUENCE.test(piece));
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(40);
});

it('writes plain lines where there is no terminal', () => {
  const written = hunt(false);
  expect(written.join('')).not.toContain(ESCAPE);
  const progress = written.filter((line) => line.includes('checked'));
  expect(progress.join('').split('\n').filter(isTooLong)).toEqual([]);
  expect(progress.map((text) => text.replace(/\n(?=.)/g, ' '))).toEqual([
    '0 s: 0 checked, 0/s now, 0/s on average; nothing found; 1 min 00 s left\n',
    '10 s: 1000 checked, 100/s now, 100/s on average; nothing found; 50 s left\n',
    expect.stringMatching(
      /^20 s: 4000 checked, 300\/s now, 200\/s on average; nothing found; smallest margin -0\.\d\d; 40 s left\n$/,
    ),
    expect.stringMatching(/^24 s: .*; 1 found; smallest margin -0\.\d\d; 36 s left\n$/),
  ]);
});

it('says what is left of one campaign among several, and nothing where all is drawn', () => {
  const written: string[] = [];
  let time = 0;
  const streams = {
    out: () => undefined,
    err: (text: string) => written.push(text),
    isTerminal: false,
    columns: 80,
    onInterrupt: () => () => undefined,
  };
  const live = new Live({ streams, json: false, checked: () => 0, clock: () => time });
  const look = () => {
    time += 1000;
    live.tick();
    return written.at(-1)!.replace(/\n(?=.)/g, ' ');
  };
  // 20 of 60 runs in a second: 40 more take two.
  const held = { ...chunk, counts: { ...chunk.counts, falsified: 0 } };
  live.begin([target], { runs: 60 }, { stage: 'forms' });
  live.chunk(target, held);
  expect(look()).toMatch(/; 2 s left for weaker forms\n$/);
  live.chunk(target, held);
  live.chunk(target, held);
  expect(look()).not.toContain('left');
  // Of 1040 there were 980 before, and this run has done 20 in a second.
  live.begin([target], { runs: 1040 });
  live.earlier(target, 980);
  live.chunk(target, held);
  expect(look()).toMatch(/; 2 s left\n$/);
  // Time for all of them is not over with that of one.
  live.begin([target], { seconds: 1 }, { end: 10_000 });
  expect([look(), look()].map((text) => /\d+ s left\n$/.exec(text)?.[0])).toEqual([
    '6 s left\n',
    '5 s left\n',
  ]);
  live.end();
});

it('writes a line of JSON for every event', () => {
  const events = hunt(true, true).map((line) => JSON.parse(line));
  expect(events.map(({ event }) => event)).toEqual([
    ...['progress', 'progress', 'failure', 'progress', 'found', 'progress'],
  ]);
  expect(events[2].instance).toEqual(failed.instance);
  expect(events[4].file).toBe('counterexamples/bounded/small.json');
  expect(events[5]).toMatchObject({
    seconds: 24,
    secondsLeft: 36,
    checked: 4400,
    perSecond: 4400 / 24,
  });
  expect(events[5].targets[0]).toMatchObject({
    target: 'bounded −small',
    tries: 20,
    kinds: ['linear'],
  });
});

it('has a bar for each claim where plots are drawn, and no line that breaks', () => {
  const lines = screen(hunt(true, false, 80, true).slice(0, -1));
  const { survived, falsified } = chunk.counts;
  const bar = lines.find((line) => /^ {2}bounded −small/.test(line))!;
  expect(bar).toMatch(/ (█+╳+|╳+) {2}20: /);
  expect(survived + falsified).toBe(20);
  expect(lines.filter((line) => / ·{14} {2}0: 0 held/.test(line))).toHaveLength(1);
  expect(lines.at(-2)).toBe('  █ held  ╳ fell  ▒ undecided  ░ vacuous  · to come');
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(80);
  expect(hunt(true).join('')).not.toMatch(/[█╳·]/);
});
