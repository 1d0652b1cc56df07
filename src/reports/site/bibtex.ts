/** A counterexample as something that can be cited: its label and its digest name it for good. */
import type { StoredCounterexample } from '../../counterexamples/counterexample.ts';
import { instanceInWords } from '../instance-in-words.ts';

export function bibtexOf(label: string, counterexample: StoredCounterexample): string {
  const { claim, instance, falsimVersion, digest } = counterexample;
  return [
    `@misc{falsim:${label},`,
    '  author = {{The falsim authors}},',
    `  title = {Counterexample ${label}: “${bracedText(claim.statement)}” fails for ${bracedText(instanceInWords(instance))}},`,
    `  howpublished = {falsim ${falsimVersion}},`,
    `  note = {SHA-256 ${digest}}`,
    '}',
    '',
  ].join('\n');
}

/** Marks of TeX are escaped; braces would end the field, and are left out. */
function bracedText(text: string): string {
  return text.replace(/[{}\\]/g, '').replace(/[&%$#_]/g, (mark) => `\\${mark}`);
}
