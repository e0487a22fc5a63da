/** Whether anything is alive at the other end of a line. */
import { encodeFrame } from '../link/frame.ts';
import { CHANNEL, ORDER } from '../link/messages.ts';
import { pack } from '../link/payload.ts';
import type { Stream } from '../link/stream.ts';
import { nextNonce } from './nonce.ts';

/** A board that lives answers each of these. */
const ASK_EVERY_MS = 50;

/**
 * Asks for HELLO again and again, and counts the bytes that come: a board without power has none to give. Takes the line
 * over from the session that had it.
 */
export async function bytesHeard(line: Stream, pass: (ms: number) => Promise<void>, forMs: number): Promise<number> {
  let heard = 0;
  line.onData((chunk) => {
    heard += chunk.length;
  });
  for (let ms = 0; ms < forMs; ms += ASK_EVERY_MS) {
    const payload = pack({ word: nextNonce() });
    const frame = { type: ORDER.OPEN, channel: CHANNEL.CONTROL, sequence: 0, acknowledged: 0, timeUs: 0, payload };
    line.write(Uint8Array.of(0, 0));
    line.write(encodeFrame(frame));
    await pass(Math.min(ASK_EVERY_MS, forMs - ms));
  }
  line.onData(() => {});
  return heard;
}
