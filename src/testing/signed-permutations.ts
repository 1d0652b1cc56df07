/** All signed permutations of a few coordinates, what they do to points, and the orbits of a group of them. */
export interface Element {
  readonly target: readonly number[];
  readonly sign: readonly number[];
}

/** All 2ⁿ·n! of them. */
export function signedPermutations(n: number): Element[] {
  const orders = (left: readonly number[]): number[][] =>
    left.length === 0
      ? [[]]
      : left.flatMap((i) => orders(left.filter((j) => j !== i)).map((rest) => [i, ...rest]));
  return orders(Array.from({ length: n }, (_, i) => i)).flatMap((target) =>
    Array.from({ length: 2 ** n }, (_, bits) => ({
      target,
      sign: target.map((_unused, i) => ((bits >> i) & 1 ? -1 : 1)),
    })),
  );
}
/** Those of 1, 2, 3 and 4 coordinates. */
export const all = [1, 2, 3, 4].map(signedPermutations);

/** θ ↦ Qθ: coordinate i goes to target[i]. */
export function image({ target, sign }: Element, theta: readonly number[]): number[] {
  const out = new Array<number>(theta.length).fill(0);
  for (const [i, to] of target.entries()) out[to] = sign[i] * theta[i] + 0;
  return out;
}

/** `a` for the first colour that is met, `-a` for its opposite, `±a` where both signs have one colour. */
export function pattern(keys: readonly (readonly [string | number, string | number])[]): string {
  const names = new Map<string, string>();
  return keys
    .map(([p, q]) => {
      const [own, opposite] = [`${p} ${q}`, `${q} ${p}`];
      if (!names.has(own)) {
        const name = String.fromCharCode(
          97 + new Set([...names.values()].map((n) => n.at(-1))).size,
        );
        names.set(opposite, `-${name}`);
        names.set(own, p === q ? `±${name}` : name);
      }
      return names.get(own)!;
    })
    .join(' ');
}

/** The least signed coordinate that each one is taken to, as a pattern. */
export function orbits(group: readonly Element[], n: number): string {
  const key = (i: number, s: number) =>
    [...new Set(group.map(({ target, sign }) => `${s * sign[i] * (target[i] + 1)}`))].sort().join();
  return pattern(Array.from({ length: n }, (_, i) => [key(i, 1), key(i, -1)] as const));
}
