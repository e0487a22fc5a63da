/** Turning a valve or a crank by dragging or with the wheel: pixels in, values for `POST /api/act` out. */
import type { Truth } from '../live/view.ts';
import type { Control } from './controls.ts';

export type Turnable = Extract<Control, { kind: 'slide' | 'wind' }>;

/** Pixels of a drag for the whole range of a valve, and for one turn of a crank. */
const RANGE_PX = 240;
const TURN_PX = 160;
/** Notches of the wheel for the whole range of a valve, and for one turn of a crank. */
const NOTCHES = 20;

export function isTurnable(control: Control | undefined): control is Turnable {
  return control?.kind === 'slide' || control?.kind === 'wind';
}

/** One drag from its start to its end. */
export class Turning {
  private readonly control: Turnable;
  private readonly start: number;
  private movedPx = 0;
  private sent: number;

  constructor(control: Turnable, truth: Truth) {
    this.control = control;
    this.start = control.kind === 'slide' ? control.position(truth) : 0;
    this.sent = this.start;
  }

  /** Where the drag has taken it: a position 0..1 (to a hundredth), or counts since the start of the drag. */
  get value(): number {
    if (this.control.kind === 'wind') return Math.round((this.movedPx / TURN_PX) * this.control.turn);
    const position = this.start + this.movedPx / RANGE_PX;
    return Math.round(Math.min(1, Math.max(0, position)) * 100) / 100;
  }

  /** Moves on by so many pixels (right and up are more). */
  move(byPx: number): void {
    this.movedPx += byPx;
  }

  /** The value to send now: the position, or the counts since the last one; undefined when nothing is new. */
  take(): number | undefined {
    const { value } = this;
    if (value === this.sent) return undefined;
    const out = this.control.kind === 'slide' ? value : value - this.sent;
    this.sent = value;
    return out;
  }

  /** What the person reads while turning. */
  get readout(): string {
    if (this.control.kind === 'slide') return `${Math.round(this.value * 100)} %`;
    return `${this.value > 0 ? '+' : ''}${this.value} counts`;
  }
}

/** The value for one notch of the wheel (`direction` 1 or -1). */
export function notchValue(control: Turnable, truth: Truth, direction: number): number {
  if (control.kind === 'wind') return Math.round((direction * control.turn) / NOTCHES);
  const position = control.position(truth) + direction / NOTCHES;
  return Math.round(Math.min(1, Math.max(0, position)) * 100) / 100;
}
