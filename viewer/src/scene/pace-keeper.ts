/**
 * Keeps the room usable on machines that draw slowly (no graphics processor, a busy tablet): while something moves the
 * picture is coarse, without flames that flicker and with shadows that wait; once all is still it is drawn sharp.
 */

/** Frames in a row that must be slow, and how slow, before the picture becomes coarse. */
const SLOW_FRAMES = 3;
const SLOW_MS = 90;
/** Longer than this is no frame's own time: the page was hidden or had nothing to draw. */
const PAUSE_MS = 4000;

export class PaceKeeper {
  private lastAtMs: number | undefined;
  private slowFrames = 0;
  /** Whether the machine has turned out to be slow. It stays so: going back and forth would be worse. */
  slow: boolean;

  /** @param software the pictures are drawn by the processor: slow from the start */
  constructor(software: boolean) {
    this.slow = software;
  }

  /** Notes a frame; `moving` says whether another one is wanted at once. */
  note(nowMs: number, moving: boolean): void {
    const tookMs = this.lastAtMs === undefined ? 0 : nowMs - this.lastAtMs;
    this.lastAtMs = moving ? nowMs : undefined;
    if (tookMs > PAUSE_MS) return;
    this.slowFrames = tookMs > SLOW_MS ? this.slowFrames + 1 : 0;
    if (this.slowFrames >= SLOW_FRAMES) this.slow = true;
  }
}

/** Whether a renderer's name is that of a program, not of a graphics processor. */
export function isSoftware(renderer: string): boolean {
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer);
}
