/** A clock for tests: time passes when somebody sleeps, and at once. */
import type { FlashClock } from '../types.ts';

export class VirtualClock implements FlashClock {
  #nowMs = 0;
  #due: { readonly atMs: number; readonly act: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  /** Something that the world does by itself after `ms`. */
  after(ms: number, act: () => void): void {
    this.#due.push({ atMs: this.#nowMs + ms, act });
    this.#due.sort((a, b) => a.atMs - b.atMs);
  }

  async sleep(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    for (;;) {
      const next = this.#due[0];
      if (next === undefined || next.atMs > untilMs) break;
      this.#due.shift();
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.act();
    }
    this.#nowMs = untilMs;
    await Promise.resolve();
  }
}
