/** What kinds of changes there are. */
export const MUTATORS = [
  'boundary',
  'negation',
  'connective',
  'condition',
  'arithmetic',
  'number',
  'boolean',
  'array',
  'quantifier',
  'guard removed',
  'call removed',
  'check removed',
] as const;
export type Mutator = (typeof MUTATORS)[number];
