/**
 * A controller's own clock: ms since its power-on as its crystal counts them. Sound, it counts the world's; a fault makes
 * it drift or step. Only the firmware goes by it: step generators and plants keep the world's time.
 */
const US_PER_MS = 1000;
const MILLION = 1_000_000;

export class HostClock {
  /** Added to the count (faults and tests of its wrap). Change it only while the controller is off. */
  offsetMs: number;
  /** Parts per million that it runs fast (or slow, below 0). */
  #ppm = 0;
  /** Instant from which `#ppm` holds, and what the clock said then, in µs. */
  #originUs = 0;
  #countedUs = 0;

  constructor(offsetMs: number) {
    this.offsetMs = offsetMs;
  }

  /** Power-on: it counts from 0. The crystal stays what it is. */
  start(atUs: number): void {
    this.#originUs = atUs;
    this.#countedUs = 0;
  }

  /** Whole ms counted, apart from the offset; below 0 after a step back. */
  elapsedMs(atUs: number): number {
    return Math.floor(this.#countedAt(atUs) / US_PER_MS);
  }

  /** What the firmware reads: 32 bits that wrap. */
  nowMs(atUs: number): number {
    return (this.elapsedMs(atUs) + this.offsetMs) >>> 0;
  }

  /** First instant of the world at which so many ms are counted. */
  instantOf(elapsedMs: number): number {
    const spanUs = elapsedMs * US_PER_MS - this.#countedUs;
    if (this.#ppm === 0 || spanUs <= 0) return this.#originUs + spanUs;
    let atUs = this.#originUs + Math.floor((spanUs * MILLION) / (MILLION + this.#ppm));
    while (this.elapsedMs(atUs) < elapsedMs) atUs += 1;
    return atUs;
  }

  /** From now on it runs so many parts per million fast. */
  drift(ppm: number, atUs: number): void {
    this.#countedUs = this.#countedAt(atUs);
    this.#originUs = atUs;
    this.#ppm = ppm;
  }

  /** The count jumps by so many ms, forward or back. */
  step(byMs: number): void {
    this.#countedUs += byMs * US_PER_MS;
  }

  #countedAt(atUs: number): number {
    const spanUs = atUs - this.#originUs;
    const gainedUs = this.#ppm === 0 ? 0 : Math.floor((spanUs * this.#ppm) / MILLION);
    return this.#countedUs + spanUs + gainedUs;
  }
}
