/** Digest over every message that the engine has published: equal digests, equal bytes in equal order. */
import { createSha256, toHex, utf8Length, writeUtf8 } from '@understudy/contract';
import type { Effect } from '@understudy/core';
import { JOURNAL_LIMITS } from './limits.ts';

const sha256 = createSha256();
const STATE_BYTES = 32;
const HEAD_BYTES = 9;

export class OutboxDigest {
  /** The state so far in the first 32 bytes, then messages not yet hashed. */
  #bytes = new Uint8Array(STATE_BYTES + JOURNAL_LIMITS.outboxChunkBytes + 8192);
  #length = STATE_BYTES;
  #count = 0;

  /** Messages taken so far. */
  get count(): number {
    return this.#count;
  }

  /** Takes what a step published; other effects are passed over. */
  add(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind !== 'publish') continue;
      this.#message(effect.topic, effect.payload, effect.qos | (effect.retain ? 2 : 0));
    }
  }

  /** 64 hex digits. */
  digest(): string {
    return toHex(sha256.digest(this.#bytes, this.#length));
  }

  #message(topic: string, payload: string, flags: number): void {
    const topicBytes = utf8Length(topic);
    const payloadBytes = utf8Length(payload);
    const end = this.#length + HEAD_BYTES + topicBytes + payloadBytes;
    if (end > this.#bytes.length) this.#grow(end);
    const view = new DataView(this.#bytes.buffer, this.#length);
    view.setUint8(0, flags);
    view.setUint32(1, topicBytes, true);
    view.setUint32(5, payloadBytes, true);
    writeUtf8(topic, this.#bytes, this.#length + HEAD_BYTES);
    writeUtf8(payload, this.#bytes, this.#length + HEAD_BYTES + topicBytes);
    this.#length = end;
    this.#count++;
    if (this.#length >= STATE_BYTES + JOURNAL_LIMITS.outboxChunkBytes) this.#fold();
  }

  #fold(): void {
    this.#bytes.set(sha256.digest(this.#bytes, this.#length));
    this.#length = STATE_BYTES;
  }

  #grow(length: number): void {
    const larger = new Uint8Array(length * 2);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
