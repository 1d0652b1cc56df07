/** Networks drawn with their weights. */
import { describe, expect, it } from 'vitest';
import { networkDrawing } from './network-drawing.ts';

describe('a drawing', () => {
  const drawn = (layers: unknown) =>
    networkDrawing({
      model: { kind: 'fully-connected', activation: 'tanh' },
      parameters: { layers },
    } as never);
  it('has a line for each weight, dashed where it is 0', () => {
    const { markup } = drawn([
      { weights: [[1, 0]], bias: ['1/2'] },
      { weights: [[-3]], bias: null },
    ])!;
    expect(markup.match(/<line class="weight"/g)).toHaveLength(2);
    expect(markup.match(/<line class="zero"/g)).toHaveLength(1);
    expect(markup.match(/<circle/g)).toHaveLength(4);
    expect(markup).toContain('+ 1/2');
    expect(markup).toContain('layer 1: 1, 0, biases 1/2; layer 2: -3');
  });

  it('is left out where parameters are no layers, or too many', () => {
    expect(
      drawn([
        { weights: [[1], [2]], bias: null },
        { weights: [[1]], bias: null },
      ]),
    ).toBeNull();
    expect(drawn([{ weights: [new Array(401).fill(1)], bias: null }])).toBeNull();
    expect(networkDrawing({ model: { kind: 'x' }, parameters: { q: [1] } } as never)).toBeNull();
  });
});
