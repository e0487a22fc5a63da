/** Small preferences in the browser's local storage; a browser that forbids it just forgets. */

const PREFIX = 'understudy.';

/** The remembered text, or `fallback`. */
export function recall(name: string, fallback: string): string {
  try {
    return localStorage.getItem(PREFIX + name) ?? fallback;
  } catch {
    return fallback;
  }
}

/** Remembers a text. */
export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Nothing depends on it.
  }
}
