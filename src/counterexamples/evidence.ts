/** Comparing what was stored with what is computed now. */

/**
 * Evidence is recomputed with the same instructions, so on one machine it agrees to the last bit. A
 * distance near rounding, or the margin made from it, may differ where another version of the
 * JavaScript engine rounds exp or sin the other way: by ulps that a trajectory amplifies a thousandfold
 * or so. Six digits are kept, and 10⁻¹² where a number is nothing but rounding.
 */
const RELATIVE = 1e-6;
const ABSOLUTE = 1e-12;

/** Fields that say by what means something was found, which another version may choose anew. */
const MEANS: ReadonlySet<string> = new Set(['primes']);

function close(a: number, b: number): boolean {
  if (Object.is(a, b)) return true;
  const difference = Math.abs(a - b);
  return difference <= ABSOLUTE || difference <= RELATIVE * Math.max(Math.abs(a), Math.abs(b));
}

type Fields = { readonly [key: string]: unknown };

/**
 * The first place where two JSON values differ, as a sentence; undefined when they agree. Primes are not
 * compared: they are drawn, and what was found does not depend on them.
 */
export function firstDifference(stored: unknown, now: unknown, path = ''): string | undefined {
  if (typeof stored === 'number' && typeof now === 'number') {
    return close(stored, now) ? undefined : `${path} was ${stored} and is ${now}`;
  }
  if (typeof stored !== 'object' || typeof now !== 'object' || stored === null || now === null) {
    if (stored === now) return undefined;
    return `${path} was ${JSON.stringify(stored)} and is ${JSON.stringify(now)}`;
  }
  if (Array.isArray(stored) !== Array.isArray(now)) return `${path} has another form`;
  for (const key of new Set([...Object.keys(stored), ...Object.keys(now)])) {
    if (MEANS.has(key)) continue;
    const at = path === '' ? key : `${path}.${key}`;
    const difference = firstDifference((stored as Fields)[key], (now as Fields)[key], at);
    if (difference !== undefined) return difference;
  }
  return undefined;
}
