import { expect, it } from 'vitest';
import { distanceLine, lossLine, watchCurves } from './trajectory-curves.ts';

it('has loss and distance at even times, whatever the steps, and asks for them no more often', () => {
  const watch = watchCurves(3);
  let asked = 0;
  for (const t of [0, 0.001, 0.002, 1, 1.0001, 2.5, 3])
    watch.look(
      t,
      () => {
        asked++;
        return 10 - t;
      },
      () => 0,
    );
  const { loss, distance } = watch.report();
  // The start, and where one of the 60 times was passed.
  expect(asked).toBe(4);
  for (const [k, value] of loss.entries()) expect(value).toBeCloseTo(10 - k / 20, 9);
  expect(loss).toHaveLength(61);
  expect(distance).toEqual(new Array(61).fill(0));
  expect(distanceLine(watch.report())).toBeNull();
});

it('ends where the trajectory ended, and says the range of a distance', () => {
  const watch = watchCurves(60);
  for (let t = 0; t <= 30; t++)
    watch.look(
      t,
      () => t,
      () => 10 ** (t - 30),
    );
  expect(lossLine(watch.report())).toMatch(/^▁.*█ {30}$/);
  expect(distanceLine(watch.report())).toMatch(/^▁\S*█ {2}logarithmic, from 1\.00e-30 to 1$/);
});
