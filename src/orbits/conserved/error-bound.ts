/**
 * How likely a false identity survives its checks.
 *
 * ⟨∇h(θ), ∇F(θ)(x)⟩ is a quotient of polynomials in θ, x, the output weights and the numbers that the
 * functions' jets are made of, each jet a new one. With D the degree of the numerator it vanishes at a
 * random point of 𝔽_p with probability ≤ D/p when it is not zero mod p (Schwartz, Zippel), and n points
 * let a false identity through with probability ≤ (D/p)ⁿ. Two arguments of functions that fall together
 * by chance are counted like a root.
 *
 * D is followed through the program: a quotient of degrees (n, m) stands for each slot.
 */
import type { BoundModel } from '../../models/bind.ts';
import type { Operation } from '../../models/program.ts';

/** Degrees of numerator and denominator. */
interface Degrees {
  readonly n: number;
  readonly m: number;
}

/**
 * Degrees allowed to f(u) and f′(u) as quotients in u itself and in the transcendental numbers they ask
 * for (e^u for tanh: 0 and 2; arctan: 2 and 1). Polynomials have their own degree.
 */
const DEGREE_IN_ARGUMENT = 2;
const DEGREE_IN_NUMBERS = 4;

/** D for a law whose gradient has numerators of degree `law`. */
export function identityDegree(bound: BoundModel, law: number): number {
  const { operations, outputs } = bound.program;
  const slots: Degrees[] = [];
  const functionArguments: number[] = [];
  for (const operation of operations) {
    slots.push(degreesOf(operation, slots));
    if (operation.op !== 'apply' || operation.f.polynomialDegree !== null) continue;
    const { n, m } = slots[operation.a];
    functionArguments.push(n + m);
  }
  // u_i ± u_j for each pair i < j.
  const meetings =
    2 * (functionArguments.length - 1) * functionArguments.reduce((sum, degree) => sum + degree, 0);
  // F = Σ v_o N_o/M_o over one denominator; differentiating squares it.
  const numerator = Math.max(0, ...Array.from(outputs, (slot) => slots[slot].n));
  const denominators = Array.from(new Set(outputs)).reduce((sum, slot) => sum + slots[slot].m, 0);
  return numerator + 2 * denominators + 1 + law + Math.max(0, meetings);
}

/** log₁₀ of (D/p)ⁿ, at most 0; p the smallest prime that may be drawn. */
export function logarithmOfError(degree: number, points: number): number {
  return Math.min(0, points * Math.log10(degree / 2 ** 21));
}

function degreesOf(operation: Operation, slots: readonly Degrees[]): Degrees {
  switch (operation.op) {
    case 'rational':
      return { n: 0, m: 0 };
    case 'parameter':
    case 'input':
      return { n: 1, m: 0 };
    case 'add':
    case 'sub':
      return plus(slots[operation.a], slots[operation.b]);
    case 'mul':
      return times(slots[operation.a], slots[operation.b]);
    case 'neg':
      return slots[operation.a];
    case 'inverse': {
      const { n, m } = slots[operation.a];
      return { n: m, m: n };
    }
    case 'dot': {
      let sum: Degrees = { n: 0, m: 0 };
      operation.left.forEach((left, i) => {
        sum = plus(sum, times(slots[left], slots[operation.right[i]]));
      });
      return sum;
    }
    case 'apply': {
      const { n, m } = slots[operation.a];
      const degree = operation.f.polynomialDegree;
      if (degree !== null) return { n: degree * n, m: degree * m };
      const jet = DEGREE_IN_ARGUMENT * (n + m) + DEGREE_IN_NUMBERS;
      return { n: jet, m: jet };
    }
  }
}

function plus(a: Degrees, b: Degrees): Degrees {
  return { n: Math.max(a.n + b.m, b.n + a.m), m: a.m + b.m };
}

function times(a: Degrees, b: Degrees): Degrees {
  return { n: a.n + b.n, m: a.m + b.m };
}
