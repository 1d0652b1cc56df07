/** Definitions of claims: what is filled in, what is refused, and what `check` is kept from. */
import { describe, expect, it } from 'vitest';
import { open } from '../instances/subject.ts';
import { createRng } from '../numerics/random.ts';
import type { CheckOptions } from './claim.ts';
import { type ClaimDefinition, defineClaim } from './define-claim.ts';
import { exactProof } from './proof.ts';
import { judge } from './scope.ts';
import { sentenceOf } from './sentence.ts';
import {
  clauseOf,
  decided,
  falsified,
  inconclusive,
  survived,
  undecided,
  vacuous,
} from './verdict.ts';

const hypothesis = { id: 'small', statement: 'It is small.', holds: () => true };
const definition: ClaimDefinition = {
  id: 'mine',
  statement: 'All is well.',
  hypotheses: [hypothesis],
  check: () => vacuous({ reason: 'x-nothing', says: 'nothing was looked at' }),
};
const inForce: CheckOptions = { dropped: new Set(), strictness: 0 };

describe('defineClaim', () => {
  it('fills in what is not said', () => {
    const { latex, source, status, domain, generate } = defineClaim(definition);
    expect([latex, source, status]).toEqual(['', '', 'conjecture']);
    expect(domain(new Set())).toEqual({});
    const drawn = () => generate(createRng('x'), { dropped: new Set(), size: 0.5 });
    expect(drawn()).toEqual(drawn());
  });

  it.each<[string, object, string]>([
    [
      'no id',
      { id: undefined },
      'claim definition: id: expected a name in kebab-case, e.g. orbit-is-sim, received undefined',
    ],
    ['a bad id', { id: 'My Claim' }, 'received "My Claim"'],
    [
      'no statement',
      { statement: ' ' },
      'claim "mine": statement: expected a sentence, received " "',
    ],
    [
      'a status that is none',
      { status: 'true' },
      'claim "mine": status: expected one of theorem, published, conjecture, refuted, known-false, received "true"',
    ],
    [
      'a status for no reason',
      { statusReason: '' },
      'claim "mine": statusReason: expected a sentence, received ""',
    ],
    [
      'no check',
      { check: undefined },
      'claim "mine": check: expected a function of subject and options, received undefined',
    ],
    ['a generator that is none', { generate: 3 }, 'claim "mine": generate: expected a function'],
    [
      'a domain that is none',
      { domain: 'all' },
      'claim "mine": domain: expected an object or a function',
    ],
    [
      'hypotheses of one name',
      { hypotheses: [hypothesis, hypothesis] },
      'claim "mine": hypotheses[1].id: expected a name of its own, received "small"',
    ],
    [
      'a hypothesis called each',
      { hypotheses: [{ ...hypothesis, id: 'each' }] },
      'hypotheses[0].id: expected another name than that of --drop each',
    ],
    [
      'a hypothesis called none',
      { hypotheses: [{ ...hypothesis, id: 'none' }] },
      'hypotheses[0].id: expected another name than that of --drop none',
    ],
    [
      'a hypothesis without a sentence',
      { hypotheses: [{ ...hypothesis, statement: 1 }] },
      'hypotheses[0].statement: expected a sentence, received number',
    ],
    [
      'a hypothesis that asks nothing',
      { hypotheses: [{ ...hypothesis, holds: true }] },
      'hypotheses[0].holds: expected a function of the subject, received boolean',
    ],
    [
      'no list of hypotheses',
      { hypotheses: hypothesis },
      'hypotheses: expected a list, received object',
    ],
  ])('refuses %s', (_, change, message) => {
    const bad = { ...definition, ...change } as ClaimDefinition;
    expect(() => defineClaim(bad)).toThrow(message);
  });

  it('asks `check` only within the domain and the hypotheses in force, which generate keeps to', () => {
    let asked = 0;
    const claim = defineClaim({
      ...definition,
      hypotheses: [
        {
          ...hypothesis,
          holds: ({ instance: { model } }) => JSON.stringify(model).includes('tanh'),
        },
      ],
      domain: (dropped) => ({
        kinds: ['fully-connected'],
        depth: dropped.size > 0 ? [3, 3] : [2, 2],
      }),
      check() {
        asked++;
        return vacuous({ reason: 'x-mine', says: 'asked' });
      },
    });
    const draw = (dropped: readonly string[], seed: number) =>
      claim.generate(createRng(seed), { dropped: new Set(dropped), size: 0.5 });
    for (let seed = 0; seed < 20; seed++) {
      expect(clauseOf(claim.check(open(draw([], seed)), inForce))).toBe('x-mine');
      const outside = claim.check(open(draw(['small'], seed)), inForce);
      expect([outside.kind, clauseOf(outside), sentenceOf(outside)]).toEqual([
        'vacuous',
        'domain',
        "outside the claim's domain: expected 2 layers, received 3",
      ]);
    }
    const sine = { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'sin' };
    const layers = [1, 1].map((weight) => ({ weights: [[weight]], bias: null }));
    const unmet = claim.check(open({ model: sine, parameters: { layers } }), inForce);
    expect([clauseOf(unmet), sentenceOf(unmet)]).toEqual(['hypothesis', 'not small']);
    expect(asked).toBe(20);
  });

  it('asks the `check` of a claim that is spread into another within the scope of the other', () => {
    const says = { reason: 'x-mine', says: 'asked' } as const;
    const narrow = defineClaim({
      ...definition,
      hypotheses: [{ ...hypothesis, holds: () => false }],
      domain: { kinds: ['linear'], depth: [5, 5] },
      check: () => vacuous(says),
    });
    const wide = defineClaim({ ...narrow, hypotheses: [], domain: { kinds: ['fully-connected'] } });
    const spread = { ...narrow, hypotheses: [], domain: () => ({}) };
    const options = { dropped: new Set<string>(), size: 0.5 };
    for (let seed = 0; seed < 5; seed++) {
      const subject = open(wide.generate(createRng(seed), options));
      expect(subject.instance.model.kind).toBe('fully-connected');
      expect(clauseOf(narrow.check(subject, inForce))).toBe('domain');
      expect(wide.check(subject, inForce)).toEqual(vacuous(says));
      expect(judge(spread, subject, inForce)).toEqual(vacuous(says));
    }
    // So too of a plain copy: it is drawn and checked within what it says of itself.
    const copy = { ...narrow, hypotheses: [], domain: () => ({ kinds: ['fully-connected'] }) };
    for (let seed = 0; seed < 5; seed++) {
      const subject = open(copy.generate(createRng(seed), options));
      expect(subject.instance.model.kind).toBe('fully-connected');
      expect(clauseOf(narrow.check(subject, inForce))).toBe('domain');
      expect(copy.check(subject, inForce)).toEqual(vacuous(says));
      expect(judge(copy, subject, inForce)).toEqual(vacuous(says));
    }
    const { check, generate } = wide;
    const alone = open(generate(createRng(0), options));
    expect(check(alone, inForce)).toEqual(vacuous(says));
    // Its own scope holds again.
    const linear = open(drawnLinear);
    expect(clauseOf(wide.check(linear, inForce))).toBe('domain');
  });

  const drawnLinear = {
    model: { kind: 'linear', widths: [1, 1, 1] },
    parameters: { layers: [1, 2].map((weight) => ({ weights: [[weight]], bias: null })) },
  };

  it.each<[string, () => unknown, string]>([
    [
      'survived, of a sentence',
      () => survived({ clause: 'x-a', margin: 1, says: ' ', evidence: null }),
      'survived: x-a: says: expected a sentence, received " "',
    ],
    [
      'falsified, of a signature',
      () => decided({ clause: 'x-a', margin: -1, says: 'no', signature: '', evidence: null }),
      'decided: x-a: signature: expected no empty text, received ""',
    ],
    [
      'falsified, of a clause',
      () =>
        falsified(
          { clause: 'x-', margin: -1, says: 'no', evidence: null },
          exactProof({ integers: [1, 2] }),
        ),
      'falsified: expected a clause such as x-largest, received "x-"',
    ],
    [
      'inconclusive, of a sentence',
      () => undecided('x-open', '\n'),
      'undecided: x-open: says: expected a sentence, received "\\n"',
    ],
    [
      'inconclusive, of what it is about',
      () => inconclusive({ reason: 'no-bound', what: '' }),
      'inconclusive: no-bound: what: expected no empty text, received ""',
    ],
    [
      'inconclusive, of the decision in it',
      () =>
        inconclusive({
          reason: 'faint',
          decision: { clause: 'x-a', margin: -1, says: '', evidence: null },
        }),
      'inconclusive: x-a: says: expected a sentence, received ""',
    ],
    [
      'vacuous, of a reason',
      () => vacuous({ reason: 'x-', says: 'nothing' }),
      'vacuous: expected a reason such as x-largest, received "x-"',
    ],
    [
      'vacuous, of a condition',
      () => vacuous({ reason: 'start', needs: '  ' }),
      'vacuous: start: needs: expected no empty text, received "  "',
    ],
    [
      'a verdict that was written down',
      () => ({ kind: 'vacuous', because: { reason: 'x-none', says: '' } }),
      'vacuous: x-none: says: expected a sentence, received ""',
    ],
    ['no verdict', () => undefined, 'check: expected a verdict, received undefined'],
    [
      'a verdict without a reason',
      () => ({ kind: 'vacuous' }),
      'check: a verdict "vacuous" that does not say what decided, or why nothing did',
    ],
    [
      'a failure without what decided',
      () => ({ kind: 'falsified', by: null }),
      'check: a verdict "falsified" that does not say what decided, or why nothing did',
    ],
  ])('has no empty words in %s, and names the claim', (_, verdict, message) => {
    const claim = defineClaim({ ...definition, check: verdict as ClaimDefinition['check'] });
    const linear = open(drawnLinear);
    expect(() => claim.check(linear, inForce)).toThrow(new RangeError(`claim "mine": ${message}`));
  });
});
