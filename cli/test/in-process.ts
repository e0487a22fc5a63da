/** A command that is run inside the test: with a home of its own, and what it prints kept instead of printed. */
import { afterEach, beforeEach, vi } from 'vitest';

/**
 * For every test of the file; stubs and spies are undone after each.
 * @param home asked before each test
 * @returns what the test has printed so far, a line each
 */
export function keepPrinted(home: () => string): readonly string[] {
  const printed: string[] = [];
  beforeEach(() => {
    vi.stubEnv('UNDERSTUDY_HOME', home());
    printed.length = 0;
    vi.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
  });
  return printed;
}
