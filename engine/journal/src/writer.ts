/**
 * Writes a journal by group commit: steps are buffered, and each commit writes and syncs one block with all of them.
 * What a step publishes may leave the machine when the commit that holds the step has resolved.
 */
import { encodeUtf8 } from '@understudy/contract';
import type { Input } from '@understudy/core';
import type { AppendFile } from '@understudy/ports';
import { BLOCK_KIND, type BlockKind, CHAIN_BYTES, encodeBlock } from './block.ts';
import type { JournalHeader } from './header.ts';
import { RecordBuffer } from './record.ts';

export class JournalWriter {
  readonly #file: AppendFile;
  readonly #records = new RecordBuffer();
  #chain: Uint8Array = new Uint8Array(CHAIN_BYTES);
  #sequence = 0;
  #atUs = 0;
  #tail: Promise<void> = Promise.resolve();

  private constructor(file: AppendFile) {
    this.#file = file;
  }

  /** Begins a journal in an empty file; resolves when its header is durable. */
  static async create(file: AppendFile, header: JournalHeader): Promise<JournalWriter> {
    if (file.length !== 0) throw new RangeError(`a journal begins in an empty file, this one has ${file.length} bytes`);
    const writer = new JournalWriter(file);
    await writer.#write(BLOCK_KIND.header, encodeUtf8(JSON.stringify(header)));
    return writer;
  }

  /** Steps taken so far. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Bytes that no commit has taken yet. */
  get pendingBytes(): number {
    return this.#records.length;
  }

  /** Buffers a step: engine time in µs, and the inputs it takes. */
  step(atUs: number, inputs: readonly Input[]): void {
    this.#sequence++;
    this.#atUs = atUs;
    this.#records.step(this.#sequence, atUs, inputs);
  }

  /** Buffers a checkpoint: the engine's hash and the outbox digest after the last step. */
  checkpoint(engine: string, outbox: string): void {
    this.#records.checkpoint(this.#sequence, this.#atUs, engine, outbox);
  }

  /** Makes durable what is buffered now. Rejects when the file cannot be written; the journal is then at its end. */
  commit(): Promise<void> {
    if (this.#records.length === 0) return this.#tail;
    return this.#write(BLOCK_KIND.records, this.#records.take());
  }

  /** Commits the rest, marks the end as clean, and closes the file. */
  async close(): Promise<void> {
    try {
      await this.#write(BLOCK_KIND.end, this.#records.take());
    } finally {
      await this.#file.close();
    }
  }

  #write(kind: BlockKind, payload: Uint8Array): Promise<void> {
    const { bytes, chain } = encodeBlock(kind, payload, this.#chain);
    this.#chain = chain;
    this.#tail = this.#tail.then(() => this.#file.append(bytes));
    return this.#tail;
  }
}
