/** What the verifier may say of forgeries, by the kind of each (`verifier/forgeries.test.ts`). */

const ROWS = /^lower: the rows have rank \d+ modulo (\d+|null), not \d+$/;
const NEEDED = /^lower\.rows: \d+ rows are needed, \d+ are there$/;
const WITNESSES = /^upper: the witnesses leave \d+, not \d+$/;
const BOUNDS = /^claim\.status: "(certified|explained|conditional)" needs lower = upper/;
const CONJECTURE = /^claim\.status: "(certified|explained)" cannot rest on a conjecture: /;
const LAW =
  /^upper\.laws\[\d+\] is not (conserved, modulo \d+|independent at θ of what comes before)$/;
const POINT = /^upper\.isometries\[\d+\]: θ is not fixed: /;
/** What is open, beside what is wrong: no prime of those that were tried has all roots that identities need. */
export const OPEN = /^not verifiable: no points to test identities at: /;

/** The reasons that fit each kind of forgery: every one that is told is one of them. */
export const fitting: Readonly<Record<string, readonly RegExp[]>> = {
  // Rows and witnesses are as they were, so that they show another number than is claimed.
  'a claim of more or less': [NEEDED, ROWS, WITNESSES],
  'one bound moved': [
    ...[NEEDED, ROWS, WITNESSES, BOUNDS],
    /^claim\.dimension: the rows are for \d+$/,
    /^claim: the lower bound is above the upper bound$/,
  ],
  // The lower bound fits the rows that are left; the upper one is where it was.
  'a row dropped, and the claim with it': [BOUNDS],
  'a row that is a multiple of another': [ROWS],
  'a member without outputs': [ROWS],
  'one more row, and the claim with it': [ROWS, WITNESSES],
  'a law with an added term': [LAW],
  'a coefficient of a law changed': [LAW],
  'a law without terms': [/^upper\.laws\[\d+\] is not independent at θ of what comes before$/],
  'one more law, and the claim with it': [LAW, CONJECTURE],
  'one more equation, and all bounds with it': [
    /^upper\.equations\[\d+\]: a field leaves the subspace, modulo \d+$/,
    CONJECTURE,
  ],
  'a sign or a place of an isometry': [
    POINT,
    /^upper\.isometries\[\d+\]\.target is no permutation$/,
    /^upper\.isometries\[\d+\]: F\(Qθ\) = F\(θ\) fails modulo \d+$/,
  ],
  'a number of a block': [POINT, /^upper\.isometries\[\d+\]: QᵀQ is not the identity$/],
  // A law that holds on the subspace alone falls with the isometries that make it.
  'isometries left out': [WITNESSES, LAW],
  'a shift': [POINT],
  'a status that is not earned': [
    ...[BOUNDS, CONJECTURE],
    /^claim\.status: "explained" needs a law or an equation that explains$/,
    /^claim\.status: "certified" rests on symmetries alone$/,
  ],
  'a truncation that leaves one power': [ROWS],
  'another family: the identity in the place of tanh': [ROWS],
  'another point, which an isometry moves': [POINT],
  'a prime and a minor': [/^lower\.prime: expected one of the keys line, controls, rows, /],
};
