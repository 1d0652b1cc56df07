import { expect, it } from 'vitest';
import { datasetOf } from '../../training/datasets.ts';
import { resolveLoss } from '../../training/loss.ts';
import { createObjective } from '../../training/objective.ts';
import { runningFlow } from './running-flow.ts';

/** L = ½(θ − y)²: θ = y + (θ₀ − y)e^{−t}. */
const pull = (y: number, loss = 'squared') =>
  createObjective(
    { kind: 'linear', widths: [1, 1] },
    datasetOf({ inputs: [[1]], targets: [[y]] }),
    resolveLoss(loss),
  );
const always = () => true;

it('shows the flow at even times, between the steps of the solver, and goes on after a switch', () => {
  const flow = runningFlow(pull(1), [0]);
  for (let k = 1; k <= 90; k++) {
    flow.advance(1 / 60, always);
    expect(flow.t).toBeCloseTo(k / 60, 12);
    expect(flow.theta[0]).toBeCloseTo(1 - Math.exp(-k / 60), 7);
  }
  flow.follow(pull(-1));
  const from = flow.theta[0];
  flow.advance(1, always);
  expect(flow.theta[0]).toBeCloseTo(-1 + (from + 1) * Math.exp(-1), 7);
  flow.restart([2]);
  expect([flow.t, flow.theta[0]]).toEqual([0, 2]);
});

it('takes no longer than it may, and is never ahead of what is solved', () => {
  const flow = runningFlow(pull(1), [0]);
  let asked = 0;
  flow.advance(1e6, () => {
    asked++;
    return asked < 3;
  });
  expect(asked).toBe(3);
  expect(flow.t).toBeGreaterThan(0);
  expect(flow.t).toBeLessThan(1e6);
  expect(flow.theta[0]).toBeCloseTo(1 - Math.exp(-flow.t), 7);
});

it('ends where the flow leaves every bounded set, and stays there', () => {
  // ℓ = yŷ with y = −1: θ̇₁ = θ₂, θ̇₂ = θ₁.
  const away = createObjective(
    { kind: 'linear', widths: [1, 1, 1] },
    datasetOf({ inputs: [[1]], targets: [[-1]] }),
    resolveLoss('linear'),
  );
  const flow = runningFlow(away, [1, 1]);
  flow.advance(1000, always);
  expect(flow.ended).toMatch(/‖y‖ = \S+ > 1000000000000/);
  // e^t passes 10¹²/√2.
  expect(flow.t).toBeGreaterThan(Math.log(1e12 / Math.SQRT2));
  const { t } = flow;
  flow.advance(1, always);
  expect(flow.t).toBe(t);
});
