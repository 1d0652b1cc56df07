/** The version of falsim, as it goes into counterexamples and certificates. Kept in step by a test. */
export const falsimVersion = '0.1.0';
