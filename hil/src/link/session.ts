/** The host's side of a session: sequence, window, acknowledgements, repeats, messages in pieces. */
import { LinkError } from './errors.ts';
import { encodeFrame, FRAME_OVERHEAD_BYTES, FRAME_PAYLOAD_BYTES, type Frame } from './frame.ts';
import { FrameDecoder } from './frame-decoder.ts';
import { decodeHello, type Hello } from './hello.ts';
import { LINK_LIMITS } from './limits.ts';
import type { LinkMessage } from './message.ts';
import { ANSWER, CHANNEL, MORE, ORDER } from './messages.ts';
import { pack } from './payload.ts';
import { ahead, BEHIND, sequenceAfter } from './sequence.ts';

/** What a session needs of its surroundings. */
export interface SessionPort {
  write(bytes: Uint8Array): void;
  /** A whole message, in order. */
  message(message: LinkMessage): void;
  /** The session is over; called once. */
  failed(error: LinkError): void;
}

/** Times of this machine, in ms; defaults in LINK_LIMITS. */
export interface SessionSettings {
  /** Frames not acknowledged for so long are sent again. */
  readonly repeatMs?: number;
  /** Longest that an acknowledgement waits for a frame to travel on; 0: it never waits. */
  readonly acknowledgeMs?: number;
}

/** Counted from the session's begin. */
export interface SessionCounters {
  /** Bytes that came. */
  receivedBytes: number;
  /** Frames taken before. */
  duplicate: number;
  /** Frames ahead of the sequence. */
  gap: number;
  /** Frames of no session. */
  outside: number;
  /** Times that unacknowledged frames were sent again. */
  repeats: number;
}

type Sent = { readonly sequence: number; readonly bytes: Uint8Array };

/** Frames ahead of the sequence, since one is missing. */
type Gap = { readonly fromMs: number; last: number; rounds: number };

const EMPTY = new Uint8Array(0);

export class Session {
  readonly counters: SessionCounters = { receivedBytes: 0, duplicate: 0, gap: 0, outside: 0, repeats: 0 };
  readonly decoder = new FrameDecoder((frame) => this.#take(frame));
  readonly #port: SessionPort;
  readonly #nonce: number;
  readonly #repeatMs: number;
  readonly #acknowledgeMs: number;
  readonly #waiting: { channel: number; type: number; payload: Uint8Array }[] = [];
  readonly #underWay: Sent[] = [];
  #hello: Hello | undefined;
  #opened: ((hello: Hello) => void) | undefined;
  #underWayBytes = 0;
  #queued = 0;
  #taken = 0;
  #takenBytes = 0;
  #silentRepeats = 0;
  #repeatTimer: NodeJS.Timeout | undefined;
  #acknowledgeTimer: NodeJS.Timeout | undefined;
  #gap: Gap | undefined;
  #pieces: Uint8Array[] = [];
  #piecesBytes = 0;
  #over = false;

  /** @param nonce 1 to 2^32 - 1, another one than that of the session before */
  constructor(port: SessionPort, nonce: number, settings: SessionSettings = {}) {
    this.#port = port;
    this.#nonce = nonce;
    this.#repeatMs = settings.repeatMs ?? LINK_LIMITS.repeatMs;
    this.#acknowledgeMs = settings.acknowledgeMs ?? LINK_LIMITS.acknowledgeMs;
  }

  /** Begins, and repeats the beginning until the board says HELLO. A failure goes to `failed`. */
  open(): Promise<Hello> {
    const frame = this.#frame(CHANNEL.CONTROL, ORDER.OPEN, 0, pack({ word: this.#nonce }));
    this.#port.write(Uint8Array.of(0, 0));
    this.#port.write(frame);
    this.#await(frame);
    return new Promise((resolve) => {
      this.#opened = resolve;
    });
  }

  /** Queues a message; it goes out as far as the board's window allows. */
  send(channel: number, type: number, payload: Uint8Array = EMPTY): void {
    if (this.#over) return;
    const limit = Math.min(FRAME_PAYLOAD_BYTES, this.#windowBytes() - FRAME_OVERHEAD_BYTES);
    for (let at = 0; at === 0 || at < payload.length; at += limit) {
      const last = at + limit >= payload.length;
      this.#waiting.push({ channel, type: last ? type : type | MORE, payload: payload.subarray(at, at + limit) });
    }
    this.#pump();
  }

  /** Bytes from the board, in chunks of any size. */
  receive(chunk: Uint8Array): void {
    if (this.#over) return;
    this.counters.receivedBytes += chunk.length;
    this.decoder.push(chunk);
  }

  /** Whether anything was sent or waits to be that the board has not acknowledged. */
  get underWay(): boolean {
    return !this.#over && (this.#waiting.length > 0 || this.#underWay.length > 0);
  }

  /** Ends the session; nothing is sent any more. */
  close(): void {
    this.#over = true;
    clearTimeout(this.#repeatTimer);
    clearTimeout(this.#acknowledgeTimer);
  }

  #windowBytes(): number {
    return this.#hello?.windowBytes ?? LINK_LIMITS.firstWindowBytes;
  }

  #frame(channel: number, type: number, sequence: number, payload: Uint8Array): Uint8Array {
    return encodeFrame({ channel, type, sequence, acknowledged: this.#taken, timeUs: 0, payload });
  }

  #pump(): void {
    while (this.#hello !== undefined && !this.#over) {
      const next = this.#waiting[0];
      if (next === undefined) break;
      const size = next.payload.length + FRAME_OVERHEAD_BYTES;
      if (this.#underWayBytes + size > this.#windowBytes()) break;
      this.#waiting.shift();
      this.#queued = sequenceAfter(this.#queued);
      const bytes = this.#frame(next.channel, next.type, this.#queued, next.payload);
      this.#underWay.push({ sequence: this.#queued, bytes });
      this.#underWayBytes += bytes.length;
      this.#acknowledgedAll();
      this.#port.write(bytes);
      if (this.#repeatTimer === undefined) this.#await();
    }
  }

  /** Sends again what was not acknowledged, or the beginning. */
  #await(opening?: Uint8Array): void {
    clearTimeout(this.#repeatTimer);
    this.#repeatTimer = setTimeout(() => {
      this.#repeatTimer = undefined;
      this.#silentRepeats += 1;
      this.counters.repeats += 1;
      if (this.#silentRepeats > LINK_LIMITS.repeatsMax) {
        const spanMs = this.#repeatMs * LINK_LIMITS.repeatsMax;
        return opening === undefined
          ? this.#fail(
              'LINK_SILENT',
              `expected acknowledgement ${this.#underWay[0]?.sequence} within ${spanMs} ms, seen none`,
            )
          : this.#noHello(spanMs);
      }
      if (opening !== undefined) this.#port.write(opening);
      for (const { bytes } of this.#underWay) this.#port.write(bytes);
      this.#await(opening);
    }, this.#repeatMs);
  }

  /** Whoever talks and never says HELLO is no board of this link. */
  #noHello(spanMs: number): void {
    const { receivedBytes, outside } = this.counters;
    const expected = `expected HELLO within ${spanMs} ms`;
    if (receivedBytes === 0) this.#fail('LINK_SILENT', `${expected}, seen none`);
    else {
      const seen = `${receivedBytes} bytes, ${this.decoder.refused} of their frames refused, ${outside} of no session`;
      this.#fail('FOREIGN_DEVICE', `${expected}, seen ${seen}`);
    }
  }

  #take(frame: Frame): void {
    if (this.#over) return;
    if (frame.sequence === 0) this.#takeOutside(frame);
    else if (this.#hello === undefined) this.#takeHello(frame);
    else this.#takeInSequence(frame);
  }

  #takeInSequence(frame: Frame): void {
    this.#takeAcknowledgement(frame.acknowledged);
    const distance = ahead(sequenceAfter(this.#taken), frame.sequence);
    if (distance !== 0) {
      if (distance < BEHIND) this.#takeGap(frame.sequence);
      else this.counters.duplicate += 1;
      this.#acknowledge();
      return;
    }
    this.#taken = frame.sequence;
    this.#gap = undefined;
    this.#takenBytes += frame.payload.length + FRAME_OVERHEAD_BYTES;
    if (this.#takenBytes >= LINK_LIMITS.acknowledgeBytes) this.#acknowledge();
    else this.#acknowledgeSoon();
    this.#takePiece(frame);
  }

  /** A frame ahead of the sequence. The one before it comes again soon, or the board no longer has it. */
  #takeGap(sequence: number): void {
    this.counters.gap += 1;
    const nowMs = performance.now();
    const gap = this.#gap ?? { fromMs: nowMs, last: 0, rounds: 0 };
    // What is not newer than the frame before begins another round of repeats.
    if (gap.last !== 0 && ahead(sequence, gap.last) < BEHIND) gap.rounds += 1;
    gap.last = sequence;
    this.#gap = gap;
    const most = LINK_LIMITS.gapRepeatsMax;
    if (gap.rounds < most || nowMs - gap.fromMs < most * this.#repeatMs) return;
    const expected = sequenceAfter(this.#taken);
    this.#fail('LINK_GAP', `expected frame ${expected} in ${most} repeats, seen frame ${sequence} and later ones`);
  }

  #takeOutside(frame: Frame): void {
    const known = frame.channel === CHANNEL.CONTROL && this.#hello !== undefined;
    if (known && frame.type === ANSWER.HELLO) {
      this.#fail('BOARD_RESTARTED', 'expected one session, seen the HELLO of a board that has started anew');
    } else if (known && frame.type === ANSWER.ACK) {
      this.#takeAcknowledgement(frame.acknowledged);
    } else {
      this.counters.outside += 1;
    }
  }

  /** Before the session's own HELLO everything is left over from another one. */
  #takeHello(frame: Frame): void {
    const mine = frame.sequence === 1 && frame.channel === CHANNEL.CONTROL && frame.type === ANSWER.HELLO;
    const hello = mine ? decodeHello(frame.payload) : undefined;
    if (hello === undefined || hello.nonce !== this.#nonce) {
      this.counters.outside += 1;
      return;
    }
    this.#hello = hello;
    this.#taken = 1;
    this.#silentRepeats = 0;
    clearTimeout(this.#repeatTimer);
    this.#repeatTimer = undefined;
    this.#acknowledgeSoon();
    this.#opened?.(hello);
    this.#pump();
  }

  #takeAcknowledgement(sequence: number): void {
    if (sequence === 0) return;
    let progress = false;
    for (let first = this.#underWay[0]; first !== undefined; first = this.#underWay[0]) {
      if (ahead(first.sequence, sequence) >= BEHIND) break;
      this.#underWay.shift();
      this.#underWayBytes -= first.bytes.length;
      progress = true;
    }
    if (!progress) return;
    this.#silentRepeats = 0;
    clearTimeout(this.#repeatTimer);
    this.#repeatTimer = undefined;
    if (this.#underWay.length > 0) this.#await();
    this.#pump();
  }

  #takePiece(frame: Frame): void {
    this.#pieces.push(frame.payload);
    this.#piecesBytes += frame.payload.length;
    if (this.#piecesBytes > LINK_LIMITS.messageBytes) {
      const seen = this.#piecesBytes;
      this.#fail('LINK_PROTOCOL', `expected messages of at most ${LINK_LIMITS.messageBytes} bytes, seen ${seen}`);
      return;
    }
    if ((frame.type & MORE) !== 0) return;
    const payload = this.#pieces.length === 1 ? frame.payload : new Uint8Array(Buffer.concat(this.#pieces));
    this.#pieces = [];
    this.#piecesBytes = 0;
    this.#port.message({ channel: frame.channel, type: frame.type, payload, timeUs: frame.timeUs });
  }

  #acknowledgedAll(): void {
    this.#takenBytes = 0;
    clearTimeout(this.#acknowledgeTimer);
    this.#acknowledgeTimer = undefined;
  }

  #acknowledgeSoon(): void {
    if (this.#acknowledgeMs === 0) this.#acknowledge();
    else this.#acknowledgeTimer ??= setTimeout(() => this.#acknowledge(), this.#acknowledgeMs);
  }

  #acknowledge(): void {
    this.#acknowledgedAll();
    if (!this.#over) this.#port.write(this.#frame(CHANNEL.CONTROL, ORDER.ACK, 0, EMPTY));
  }

  #fail(code: LinkError['code'], message: string): void {
    this.close();
    this.#port.failed(new LinkError(code, message));
  }
}
