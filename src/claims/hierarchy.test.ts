/** The lattice of strata as a claim, and what is said of it that is false. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { check } from './check.ts';
import type { Decision } from './decision.ts';
import { latticeFindings, latticeOf, lookedAt } from './oracles/lattice.ts';
import { claimById } from './registry.ts';
import { sentenceOf } from './sentence.ts';

function network(widths: readonly number[], activation: string): Instance {
  const model: ModelJson = { kind: 'fully-connected', widths, bias: false, activation };
  const theta = Array.from({ length: bind(model).size }, (_, i) => i + 1);
  return { model, parameters: unflatten(model, theta) };
}

const said = (id: string, instance: Instance) => {
  const verdict = check(claimById(id)!, instance);
  return [verdict.kind, sentenceOf(verdict)];
};

describe('hierarchy', () => {
  it.each([
    [[2, 3, 1], 'tanh'],
    [[1, 2, 2, 1], 'tanh'],
    [[1, 3, 2, 1], 'softplus'],
    [[1, 3, 1], 'cos'],
  ])('survives for widths %j of %s', (widths, activation) => {
    const instance = network(widths, activation);
    expect(check(claimById('hierarchy')!, instance).kind).toBe('survived');
    const decisions = latticeFindings(open(instance)).flatMap((finding): Decision[] =>
      finding.status === 'holds' ? [finding.decision] : [],
    );
    // Every stratum that is looked at, and something moves on all but the origin.
    const lattice = latticeOf(instance.model);
    const strata = lookedAt(lattice).map((number) => lattice.strata[number]);
    const tangent = decisions.filter((decision) => decision.clause === 'tangency');
    expect(tangent).toHaveLength(strata.length);
    // A stratum on which a whole layer is zero may stand still; the whole space does not.
    expect(tangent[0].clause === 'tangency' && tangent[0].fieldNorm).toBeGreaterThan(0);
    const inclusions = decisions.filter(
      (decision) => decision.clause === 'lattice' && decision.what.startsWith('index'),
    );
    expect(inclusions).toHaveLength(strata.reduce((sum, { below }) => sum + below.length, 0));
    // θ = (1, 2, …) is fixed by nothing: its stratum is the whole space, one of the list.
    expect(decisions.at(-1)).toMatchObject({ found: 1, expected: 1, relation: '≥' });
  });

  it('is vacuous for a model without symmetries', () => {
    expect(said('hierarchy', network([2, 1, 1], 'softplus'))[0]).toBe('vacuous');
  });

  it('has false neighbours that fall', () => {
    // z² conserves 2a² − w² off the origin; tanh fills all strata.
    expect(said('strata-are-filled', network([1, 2, 1], 'tanh'))[0]).toBe('survived');
    expect(said('strata-are-filled', network([1, 1, 1], 'square'))[0]).toBe('falsified');
    // 3 = 2 + 1 = 1 + 1 + 1; with opposite and zero neurons 3 + 2 + 1 + 1.
    expect(said('strata-are-partitions', network([1, 3, 1], 'gelu'))).toEqual([
      'survived',
      'strata of 3 neurons up to symmetry: 3',
    ]);
    expect(said('strata-are-partitions', network([1, 3, 1], 'tanh'))).toEqual([
      'falsified',
      'strata of 3 neurons up to symmetry: 7, and not 3',
    ]);
    expect(said('larger-group-fixes-as-much', network([1, 2, 1], 'gelu'))).toEqual([
      'falsified',
      'dimension of stratum 2 inside stratum 1: 2, and not ≥ 4',
    ]);
  });
});
