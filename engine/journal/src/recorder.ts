/** Keeps the journal of a running engine: steps, outbox digest, and a checkpoint now and then. */
import type { Effect, Engine, Input } from '@understudy/core';
import type { Store } from '@understudy/ports';
import type { JournalHeader } from './header.ts';
import { JOURNAL_LIMITS } from './limits.ts';
import { OutboxDigest } from './outbox.ts';
import { JournalWriter } from './writer.ts';

export class JournalRecorder {
  readonly #writer: JournalWriter;
  readonly #outbox = new OutboxDigest();

  private constructor(writer: JournalWriter) {
    this.#writer = writer;
  }

  /** Begins the journal `name`; its header is durable when this resolves. Rejects when the file exists or is in use. */
  static async create(store: Store, name: string, header: JournalHeader): Promise<JournalRecorder> {
    const file = await store.open(name);
    try {
      return new JournalRecorder(await JournalWriter.create(file, header));
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Steps recorded so far. */
  get sequence(): number {
    return this.#writer.sequence;
  }

  /** Records a step that is about to be taken. */
  before(atUs: number, inputs: readonly Input[]): void {
    this.#writer.step(atUs, inputs);
  }

  /** Records what the step has led to. */
  after(engine: Engine, effects: readonly Effect[]): void {
    this.#outbox.add(effects);
    if (this.#writer.sequence % JOURNAL_LIMITS.checkpointSteps === 0) this.#checkpoint(engine);
  }

  /** Resolves when everything recorded so far is durable. */
  commit(): Promise<void> {
    return this.#writer.commit();
  }

  /** Writes the last checkpoint and the clean end, and closes the file. */
  async close(engine: Engine): Promise<void> {
    this.#checkpoint(engine);
    await this.#writer.close();
  }

  #checkpoint(engine: Engine): void {
    this.#writer.checkpoint(engine.hash(), this.#outbox.digest());
  }
}
