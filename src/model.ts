/** The library for those who write models: `falsim/model`. */
export * from './models/library.ts';
