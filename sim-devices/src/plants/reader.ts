import { ACTED, type ActResult, Plant } from './plant.ts';
import { FRAME_BYTES, writeTagFrame } from './tag-frame.ts';

/** Ten bits a byte (start, eight, stop) at 9600 baud, in µs for so many bytes. */
const TEN_BITS_US = 10_000_000;
const BAUD = 9600;
const NEVER = Number.POSITIVE_INFINITY;

/** `reader`: reads the tag that lies there after `readMs` and sends its frame byte by byte; silent without power. */
export class Reader extends Plant {
  readonly truth = { tag: 0, present: false };
  readonly #frame = new Uint8Array(FRAME_BYTES);
  #readAtUs = NEVER;
  #byteAtUs = NEVER;
  #frameStartUs = 0;
  #sent = 0;

  override start(atUs: number): void {
    this.#drive(atUs);
  }

  override act(action: string, value: number | undefined, atUs: number): ActResult {
    if (action !== 'present') return super.act(action, value, atUs);
    const tag = Math.trunc(value ?? 1);
    if (tag === this.truth.tag) return ACTED;
    this.truth.tag = tag;
    this.truth.present = tag !== 0;
    this.#look(atUs);
    this.wiring.changed();
    return ACTED;
  }

  override power(on: boolean, atUs: number): void {
    this.powered = on;
    if (!on) this.#byteAtUs = NEVER;
    this.#look(atUs);
  }

  override run(atUs: number): void {
    if (this.#byteAtUs <= atUs) {
      this.wiring.send('serial', this.#frame[this.#sent] ?? 0, atUs);
      this.#sent += 1;
      this.#planByte();
    }
    // A frame that is under way goes out whole, whatever lies there by then.
    if (this.#readAtUs <= atUs && this.#byteAtUs === NEVER) this.#begin(atUs);
    this.#plan();
  }

  /** The field finds what lies there now. */
  #look(atUs: number): void {
    this.#readAtUs = this.powered && this.truth.present ? atUs + this.param('readMs') * 1000 : NEVER;
    this.#drive(atUs);
    this.#plan();
  }

  #begin(atUs: number): void {
    writeTagFrame(this.#frame, this.truth.tag, this.param('idHigh'));
    this.#frameStartUs = atUs;
    this.#sent = 0;
    this.#planByte();
    const repeatUs = this.param('repeatMs') * 1000;
    this.#readAtUs = repeatUs > 0 ? atUs + repeatUs : NEVER;
  }

  /** A byte is there when its last bit is. */
  #planByte(): void {
    const bytes = this.#sent + 1;
    this.#byteAtUs = bytes > FRAME_BYTES ? NEVER : this.#frameStartUs + Math.ceil((bytes * TEN_BITS_US) / BAUD);
  }

  #drive(atUs: number): void {
    const level = this.param('presentLevel');
    this.wiring.drive('present', this.powered && this.truth.present ? level : 1 - level, atUs);
  }

  #plan(): void {
    this.nextAtUs = this.#byteAtUs === NEVER ? this.#readAtUs : this.#byteAtUs;
  }
}
