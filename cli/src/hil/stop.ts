/** Ctrl-C ends a bench session in order: outputs safe, locks released, reports written. A second one ends the process. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Ctrl-C does again what it always does. */
  release(): void;
}

export function onInterrupt(): Interruption {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    signal: controller.signal,
    release: () => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
    },
  };
}
