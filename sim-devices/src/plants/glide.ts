/** Motion at one speed from one position to another: a hand on a valve, a door leaf, a lever, a linear drive. */
export class Glide {
  #from: number;
  #to: number;
  #startUs = 0;
  #endUs = 0;
  /** It goes no further than these: something stands in its way. */
  #least = Number.NEGATIVE_INFINITY;
  #most = Number.POSITIVE_INFINITY;

  constructor(position: number) {
    this.#from = position;
    this.#to = position;
  }

  get target(): number {
    return this.#to;
  }
  /** When it arrives; at or before now when it is at rest. */
  get endUs(): number {
    return this.#endUs;
  }

  /** Goes to `to`, taking `wholeUs` for a way of 1. A new call replaces the running motion. */
  go(to: number, wholeUs: number, atUs: number): void {
    this.#from = this.positionAt(atUs);
    this.#to = Math.min(this.#most, Math.max(this.#least, to));
    this.#startUs = atUs;
    this.#endUs = atUs + Math.ceil(Math.abs(this.#to - this.#from) * wholeUs);
  }

  /** Something stands in its way at `position`, seen from where it is now; undefined takes it away. Acts from the next `go` on. */
  obstruct(position: number | undefined, atUs: number): void {
    const below = position === undefined || this.positionAt(atUs) <= position;
    this.#most = position !== undefined && below ? position : Number.POSITIVE_INFINITY;
    this.#least = position !== undefined && !below ? position : Number.NEGATIVE_INFINITY;
  }

  /** Stops where it is. */
  stop(atUs: number): void {
    const position = this.positionAt(atUs);
    this.#from = position;
    this.#to = position;
    this.#startUs = atUs;
    this.#endUs = atUs;
  }

  /** Speed a second, signed; 0 at rest. */
  ratePerS(atUs: number): number {
    if (atUs >= this.#endUs) return 0;
    return ((this.#to - this.#from) * 1_000_000) / (this.#endUs - this.#startUs);
  }

  isMoving(atUs: number): boolean {
    return atUs < this.#endUs;
  }

  positionAt(atUs: number): number {
    if (atUs >= this.#endUs) return this.#to;
    return this.#from + ((this.#to - this.#from) * (atUs - this.#startUs)) / (this.#endUs - this.#startUs);
  }

  /** The first µs beyond `threshold` after `atUs` (or the end of the way there); Infinity when it is not on this way. */
  crossingUs(threshold: number, atUs: number): number {
    if (atUs >= this.#endUs) return Number.POSITIVE_INFINITY;
    const part = (threshold - this.#from) / (this.#to - this.#from);
    if (part <= 0 || part > 1) return Number.POSITIVE_INFINITY;
    const next = this.#startUs + Math.floor(part * (this.#endUs - this.#startUs)) + 1;
    // From a position that was rounded, that may be the threshold itself.
    const position = this.positionAt(next);
    const isBeyond = this.#to > this.#from ? position > threshold : position < threshold;
    const crossing = Math.min(isBeyond ? next : next + 1, this.#endUs);
    return crossing > atUs ? crossing : Number.POSITIVE_INFINITY;
  }
}
