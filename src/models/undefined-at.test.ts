import { describe, expect, it } from 'vitest';
import { rational } from '../numerics/rational.ts';
import { bind } from './bind.ts';
import { requireDefined, undefinedAt } from './undefined-at.ts';

const at = (json: Parameters<typeof bind>[0], theta: readonly number[]) =>
  undefinedAt(
    bind(json),
    theta.map((n) => rational(n)),
  );
const sizes = { inputs: 2, hidden: 2, outputs: 1 };
const weightNormalised = { kind: 'weight-normalised', ...sizes, activation: 'tanh' };
const layerNorm = { kind: 'layer-norm', ...sizes };

describe('undefinedAt', () => {
  it('names the unit whose direction is 0: v₂/‖v₂‖ is 0/0', () => {
    const found = at(weightNormalised, [1, 2, 0, 0, 1, 1, 1, 1]);
    expect(found).toMatchObject({ operation: 'inverse-sqrt', parameters: ['v₂[1]', 'v₂[2]'] });
    expect(found?.reason).toMatch(/v₂\[1\], v₂\[2\]$/);
  });

  it('sees equal rows under LayerNorm, whose difference from their mean is 0 whatever x is', () => {
    expect(at(layerNorm, [1, 2, 1, 2, 1, 1])?.reason).toMatch(/and x, whatever x is$/);
    expect(at({ ...layerNorm, epsilon: '1/10' }, [1, 2, 1, 2, 1, 1])).toBeNull();
  });

  it('sees zero weights under RMSNorm and zero queries under QK-norm', () => {
    expect(at({ kind: 'rms-norm', ...sizes }, [0, 0, 0, 0, 1, 1])).not.toBeNull();
    const attention = {
      kind: 'attention',
      positions: 2,
      channels: 1,
      keys: 1,
      values: 1,
      outputs: 1,
      normalised: true,
    };
    expect(at(attention, [0, 1, 1, 1])?.parameters).toEqual(['Q[1,1,1,1]']);
    expect(at(attention, [1, 1, 1, 1])).toBeNull();
  });

  it('is silent where F is undefined at single x only, or nowhere', () => {
    // RMSNorm at x = 0 is 0/0, at others not.
    expect(at({ kind: 'rms-norm', ...sizes }, [1, 0, 0, 0, 1, 1])).toBeNull();
    const plain = { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'tanh' };
    expect(at(plain, [0, 0])).toBeNull();
  });

  it('sees a quotient with denominator 0', () => {
    const quotient = { kind: 'polynomial', variables: ['u', 'v'], features: ['u/v'] };
    expect(at(quotient, [1, 0])).toMatchObject({ operation: '1/z', parameters: ['v'] });
    expect(() => requireDefined(bind(quotient), [rational(1), rational(0)])).toThrow(
      'parameters: expected θ at which F is defined, received one at which 1/z has no value at z = 0, z being made of v',
    );
  });
});
