/** Enclosures against numbers that are known to fifty digits. */

import { describe, expect, it } from 'vitest';
import {
  ballOfText,
  cosine,
  half,
  isSharp,
  one,
  overlap,
  sine,
} from '../../testing/drawn-balls.ts';
import * as Balls from './ball.ts';
import { arctanBall } from './circular.ts';
import { logTwoBall, piBall } from './constants.ts';
import { erfBall, normalDistributionBall } from './error-function.ts';
import { exponentialBall, logarithmBall } from './exponential.ts';
import { squareRoot } from './roots.ts';

describe('numbers known to fifty digits', () => {
  const known: readonly [string, (bits: number) => Balls.Ball, string][] = [
    ['π', piBall, '3.14159265358979323846264338327950288419716939937510'],
    ['log 2', logTwoBall, '0.69314718055994530941723212145817656807550013436025'],
    ['e', (b) => exponentialBall(one, b), '2.71828182845904523536028747135266249775724709369995'],
    [
      '1/e',
      (b) => exponentialBall(Balls.negated(one), b),
      '0.36787944117144232159552377016146086744581113103176',
    ],
    [
      '√2',
      (b) => squareRoot(Balls.ballOfInteger(2), b),
      '1.41421356237309504880168872420969807856967187537694',
    ],
    [
      'log 10',
      (b) => logarithmBall(Balls.ballOfInteger(10), b),
      '2.30258509299404568401799145468436420760110148862877',
    ],
    ['sin 1', (b) => sine(one, b), '0.84147098480789650665250232163029899962256306079837'],
    ['cos 1', (b) => cosine(one, b), '0.54030230586813971740093660744297660373231042061792'],
    [
      'arctan ½',
      (b) => arctanBall(half, b),
      '0.46364760900080611621425623146121440202853705428612',
    ],
    ['erf 1', (b) => erfBall(one, b), '0.84270079294971486934122063508260925929606699796630'],
    [
      'Φ(1)',
      (b) => normalDistributionBall(one, b),
      '0.84134474606854294858523254563203792247791296672660',
    ],
    // Range reduction by hundreds of digits.
    [
      'sin 10²²',
      (b) => sine(Balls.ballOfDouble(1e22), b),
      '-0.8522008497671888017727058937530293682618',
    ],
  ];
  it.each(known)('%s', (_, compute, digits) => {
    for (const bits of [30, 64, 200, 500])
      expect(overlap(compute(bits), ballOfText(digits))).toBe(true);
    expect(isSharp(compute(500), 490)).toBe(true);
  });

  it('a last digit that is wrong is seen', () => {
    expect(
      overlap(piBall(200), ballOfText('3.14159265358979323846264338327950288419716939937513')),
    ).toBe(false);
  });
});
