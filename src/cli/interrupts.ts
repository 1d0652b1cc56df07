/** What ends a long command early: signals of the system, told to whoever works. */

/** As a process has them. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
}

const INTERRUPTS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Calls back at each of them. A terminal that closes counts once, and not after another signal: it says so more than
 * once, and is nobody's second Ctrl-C, which would end the command without its summary.
 *
 * @returns takes it back.
 */
export function onSignals(source: SignalSource, callback: () => void): () => void {
  let interrupted = false;
  const interrupt = () => {
    interrupted = true;
    callback();
  };
  const hangUp = () => {
    if (!interrupted) interrupt();
  };
  for (const signal of INTERRUPTS) source.on(signal, interrupt);
  source.on('SIGHUP', hangUp);
  return () => {
    for (const signal of INTERRUPTS) source.off(signal, interrupt);
    source.off('SIGHUP', hangUp);
  };
}
