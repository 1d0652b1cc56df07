/**
 * Known to be false: neighbours of `block-laws` and `cross-skip-laws`. A block in a network keeps nothing, one law more, or
 * one a unit whatever its function; laws of what enters and leaves one block, of two whole blocks, one a channel across
 * a skip.
 */
import type { Subject } from '../../instances/subject.ts';
import type { Claim, Off } from '../claim.ts';
import {
  blockLaws,
  blocksOf,
  crossSkipLaws,
  decideParts,
  indicesOf,
  lawsOfBranch,
  type Part,
  tensorsOf,
} from '../published/residual.ts';
import { vacuous } from '../verdict.ts';
import { beside } from './beside.ts';

/** The claim with other parts of θ, or other numbers for them. */
function ofOtherParts(
  claim: Claim,
  id: string,
  off: Off,
  statement: string,
  statusReason: string,
  parts: (subject: Subject, blocks: number) => readonly Part[],
): Claim {
  return beside(claim, off, {
    id,
    statement,
    statusReason,
    check(subject) {
      const { length } = blocksOf(subject).hidden;
      if (length < 2) return vacuous({ reason: 'shape', needs: 'two blocks or more' });
      return decideParts(subject, parts(subject, length));
    },
  });
}

/** A number for each block. */
const byBlock =
  (expected: (subject: Subject, block: number) => number | undefined) =>
  (subject: Subject, blocks: number): Part[] =>
    Array.from({ length: blocks }, (_, block) => ({
      indices: indicesOf(tensorsOf(subject.model.tensors, block)),
      expected: expected(subject, block),
    }));

export const blocksKeepNothing = ofOtherParts(
  blockLaws,
  'blocks-keep-nothing',
  'conclusion',
  'In a residual network no conserved quantity involves one block alone, since skips join all blocks.',
  'A block scales within itself whatever is added to it; true of tanh and SiLU.',
  byBlock(() => 0),
);

export const blocksKeepOneMore = ofOtherParts(
  blockLaws,
  'blocks-keep-one-more',
  'constant',
  'In a residual network one conserved quantity more involves one block alone than that block has by itself.',
  'What the skip adds does not depend on θ.',
  byBlock((subject, block) => {
    const own = lawsOfBranch(subject, block);
    return own === undefined ? undefined : own + 1;
  }),
);

export const blocksKeepOneAUnit = ofOtherParts(
  blockLaws,
  'blocks-keep-one-a-unit',
  'hypothesis',
  'In a residual network there is one conserved quantity of one block alone for each of its units.',
  'So it is with ReLU and powers; tanh and SiLU are not homogeneous.',
  byBlock((subject, block) => blocksOf(subject).hidden[block]),
);

export const noLawOfOneBlock = ofOtherParts(
  crossSkipLaws,
  'no-law-enters-and-leaves',
  'hypothesis',
  'No conserved quantity of a residual ReLU network involves just what enters one block and leaves it.',
  'There is one for each unit of the block; across the skip there is none.',
  byBlock(() => 0),
);

export const noLawOfTwoBlocks = ofOtherParts(
  crossSkipLaws,
  'no-law-of-two-blocks',
  'conclusion',
  'No conserved quantity of a residual ReLU network involves just two neighbouring blocks.',
  'Those of one block are among them.',
  (subject, blocks) =>
    Array.from({ length: blocks - 1 }, (_, block) => ({
      indices: indicesOf(subject.model.tensors.slice(2 * block, 2 * block + 4)),
      expected: 0,
    })),
);

export const oneLawAChannel = ofOtherParts(
  crossSkipLaws,
  'one-law-a-channel',
  'constant',
  'What leaves one block of a residual ReLU network and enters the next conserves one quantity for each channel.',
  'The skip fixes the scale of every channel.',
  (subject, blocks) =>
    Array.from({ length: blocks - 1 }, (_, block) => ({
      indices: indicesOf(subject.model.tensors.slice(2 * block + 1, 2 * block + 3)),
      expected: blocksOf(subject).channels,
    })),
);
