import { expect, it } from 'vitest';
import { falsim, temporaryFile } from '../testing/command-line.ts';

it.each([['orbit'], ['check', 'bounded'], ['flow']])(
  '%s refuses θ at which F is undefined, and says at which parameters',
  async (...command) => {
    const instance = {
      model: { kind: 'weight-normalised', inputs: 2, hidden: 2, outputs: 1, activation: 'tanh' },
      parameters: {
        direction: [
          [1, 2],
          [0, 0],
        ],
        length: [1, 2],
        read: [[1, 2]],
      },
      data: { inputs: [[1, 2]], targets: [[1]] },
      loss: 'squared',
    };
    const file = temporaryFile('undefined.json', JSON.stringify(instance));
    const { code, err } = await falsim([...command, file]);
    expect(code).toBe(2);
    expect(err).toContain(
      'undefined.json: parameters: expected θ at which F is defined, received one at which inverse-sqrt has no value at z ≤ 0, z being made of v₂[1], v₂[2]',
    );
  },
);
