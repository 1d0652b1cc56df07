/** What an orbit's dimension is an answer to. */
export type OrbitStatus = 'certified' | 'explained' | 'conditional' | 'stationary' | 'generic';

/** Whether the dimension is an answer about θ that rests on nothing. */
export function isProved(status: OrbitStatus): boolean {
  return status === 'certified' || status === 'explained';
}

/** Whether the dimension is an answer about θ. */
export function isDecided(status: OrbitStatus): boolean {
  return isProved(status) || status === 'conditional';
}
