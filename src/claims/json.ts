/** Plain JSON: numbers, strings, booleans, arrays and objects of these. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };
