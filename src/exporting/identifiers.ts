/** Names of parameters as identifiers of programming languages: `w₁[2]` is `w1_2`. */

const GREEK: { readonly [letter: string]: string } = {
  α: 'alpha',
  β: 'beta',
  γ: 'gamma',
  θ: 'theta',
  λ: 'lambda_',
  μ: 'mu',
};

/** What no parameter may be called: words of Python and Lean, and what the texts around F define. */
const TAKEN = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is lambda ' +
    'nonlocal not or pass raise return try while with yield None True False print sum len max min abs range zip list map ' +
    'Q R F P t x f log apply inverse number Number torch np jet theorem example fun let have show by at open end where then'
  ).split(' '),
);

/** One for each name, in ASCII, all different, none of them taken. */
export function identifiersOf(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const plain = plainOf(name);
    let text = plain;
    for (let k = 2; TAKEN.has(text) || used.has(text); k++) text = `${plain}_${k}`;
    used.add(text);
    return text;
  });
}

function plainOf(name: string): string {
  const ascii = [...name]
    .map((c) => GREEK[c] ?? (/[₀-₉]/.test(c) ? String(c.charCodeAt(0) - 0x2080) : c))
    .join('')
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '');
  // What is left of a program's own slots looks like v12.
  return /^[a-z]/i.test(ascii) && !/^v\d+$/.test(ascii) ? ascii : `p_${ascii}`.replace(/_$/, '');
}
