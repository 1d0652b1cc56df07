/** A certificate that may well be true, about something that this verifier has no rule for. */
export class NotVerifiable extends Error {
  override readonly name = 'NotVerifiable';
}

/** A modulus at which something has no image, or an image without a root: another one is drawn. */
export class UnfitPrime extends Error {
  override readonly name = 'UnfitPrime';
}
