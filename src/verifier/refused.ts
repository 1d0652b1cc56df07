/** Something that a certificate says and that is not so. */
export class Refused extends Error {
  override readonly name = 'Refused';
}
