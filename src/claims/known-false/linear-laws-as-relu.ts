/** Known to be false: a linear network keeps all entries of its balance matrices, a ReLU network only their diagonals. */
import { isOfKind } from '../../models/kinds/specs.ts';
import { conservationLaws, countedLaws } from '../conservation-laws.ts';
import { vacuous } from '../verdict.ts';
import { beside } from './beside.ts';

export const linearLawsAsRelu = beside(conservationLaws, 'constant', {
  id: 'linear-laws-as-relu',
  statement:
    'At a generic point a linear network conserves one quantity for every hidden neuron, as a ReLU network does.',
  statusReason: 'Rotations of two linear neurons leave F, and add a law: true of hidden width 1.',
  check(subject) {
    const { model } = subject.instance;
    if (!isOfKind(model, 'linear')) return vacuous({ reason: 'kind', needs: 'a linear network' });
    return countedLaws(
      subject,
      model.widths.slice(1, -1).reduce((a, b) => a + b, 0),
    );
  },
});
