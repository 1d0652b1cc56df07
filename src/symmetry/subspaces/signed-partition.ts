/**
 * Equations x_b = ±x_a between coordinates, solved by union–find with signs. A class in which some
 * coordinate equals its own negative is pinned: all its coordinates are zero. The solution set of the
 * equations x_{q} = s·x_{p} of a set of signed permutations is the fixed-point space of the group they
 * generate.
 */
export interface SignedPartition {
  /** Imposes x_b = s·x_a. */
  relate(a: number, b: number, sign: 1 | -1): void;
  /** Class of each coordinate, numbered by first member, −1 where pinned; sign relative to it. */
  classes(): { readonly count: number; readonly orbit: Int32Array; readonly sign: Int8Array };
}

export function signedPartition(size: number): SignedPartition {
  const parent = new Int32Array(size).map((_, i) => i);
  /** Of a root: 1. */
  const parity = new Int8Array(size).fill(1);
  const pinned = new Uint8Array(size);

  /** Root of a; afterwards `parity[a]` is the sign of a relative to it and a points straight to it. */
  function find(a: number): number {
    let root = a;
    let sign = 1;
    while (parent[root] !== root) {
      sign *= parity[root];
      root = parent[root];
    }
    let node = a;
    while (node !== root) {
      const next = parent[node];
      const own = parity[node];
      parent[node] = root;
      parity[node] = sign;
      sign *= own;
      node = next;
    }
    return root;
  }

  return {
    relate(a, b, sign) {
      const ra = find(a);
      const rb = find(b);
      const between = parity[a] === parity[b] ? sign : -sign;
      if (ra === rb) {
        if (between === -1) pinned[ra] = 1;
        return;
      }
      parent[rb] = ra;
      parity[rb] = between;
      if (pinned[rb] === 1) pinned[ra] = 1;
    },
    classes() {
      const orbit = new Int32Array(size).fill(-1);
      const sign = new Int8Array(size).fill(1);
      const number = new Int32Array(size).fill(-1);
      const orientation = new Int8Array(size);
      let count = 0;
      for (let i = 0; i < size; i++) {
        const root = find(i);
        if (pinned[root] === 1) continue;
        if (number[root] === -1) {
          number[root] = count++;
          orientation[root] = parity[i];
        }
        orbit[i] = number[root];
        sign[i] = parity[i] * orientation[root];
      }
      return { count, orbit, sign };
    },
  };
}
