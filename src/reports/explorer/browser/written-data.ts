/** The data as text, which may be typed over. */
import { InputError } from '../../../errors.ts';
import type { Data, Instance } from '../../../instances/instance.ts';
import { inputDimension, outputDimension } from '../../../instances/layout.ts';
import { datasetOf } from '../../../training/datasets.ts';
import { dataText, parseDataText } from '../data-text.ts';
import { element, write } from './elements.ts';

/** More data are not written out. */
const MOST_WRITTEN = 200;

/** @param typed is called with data that fit the model; what does not is told beside them. */
export function writtenData({ model }: Instance, typed: (data: Data) => void) {
  const text = element<HTMLTextAreaElement>('data-text');
  text.addEventListener('input', () => {
    let data: Data;
    try {
      data = parseDataText(text.value, inputDimension(model), outputDimension(model));
      datasetOf(data);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      text.setAttribute('aria-invalid', 'true');
      write('data-error', error.message);
      return;
    }
    text.removeAttribute('aria-invalid');
    write('data-error', '');
    typed(data);
  });
  return {
    show(data: Data): void {
      text.removeAttribute('aria-invalid');
      const { length } = data.inputs;
      text.disabled = length > MOST_WRITTEN;
      text.value = text.disabled ? `${length} data, which are not written out` : dataText(data);
      write('data-error', '');
    },
  };
}
